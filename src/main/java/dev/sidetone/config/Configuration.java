package dev.sidetone.config;

import dev.sidetone.sealing.Keyring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The configuration as it was read, with what it means. Immutable. */
public final class Configuration {

    private final Surroundings around;
    private final Layers.Outcome outcome;
    private final Providers providers;
    private final ModelProvider provider;
    private final RealtimeSettings realtime;
    private final CallSettings calls;
    private final OperationSettings operations;
    private final UsageSettings usage;
    private final RetentionSettings retention;
    private final RecordingSettings recording;
    private final Keyring vault;
    private final ApiSettings api;
    private final DeliverySettings delivery;
    private final Settings settings;
    private final List<Remark> remarks;

    private Configuration(Surroundings around, Layers.Outcome outcome) {
        this.around = around;
        this.outcome = outcome;
        Values values = outcome.values();
        this.providers = new Providers(values, around);
        this.provider = providers.chosen();
        this.realtime = RealtimeView.of(values);
        this.calls = CallKeys.settings(values);
        this.operations = OperationKeys.settings(values);
        this.usage = UsageKeys.settings(values);
        this.retention = RetentionKeys.settings(values);
        this.recording = RecordingKeys.settings(values, around);
        this.vault = VaultKeys.keyring(values, around);
        this.api = ApiKeys.settings(values);
        this.delivery = DeliveryKeys.settings(values, around);
        this.settings = SettingsView.of(values, around, outcome.home(), provider, realtime);
        this.remarks = new ArrayList<>(values.remarks());
        this.remarks.addAll(providers.remarks());
        this.remarks.addAll(DeliveryKeys.remarks(delivery, values));
        RealtimeView.remark(values).ifPresent(remarks::add);
    }

    /**
     * Reads the files, the environment, the system properties and the arguments of this process.
     *
     * @throws ConfigException when a value is bad or the service would be open to everybody
     */
    public static Configuration load() {
        return load(Surroundings.ofThisProcess());
    }

    static Configuration load(Surroundings around) {
        return of(around, Layers.read(around, Optional.empty()));
    }

    /** Where one thing cannot be used, all that cannot be is told at once. */
    private static Configuration of(Surroundings around, Layers.Outcome outcome) {
        try {
            return new Configuration(around, outcome);
        } catch (ConfigException _) {
            throw new ConfigException(Unusable.in(around, outcome));
        }
    }

    /** The same for this process, but with a text in place of the home folder's file. */
    static Configuration loadWith(Path name, String text) {
        return load(Surroundings.ofThisProcess(), name, text);
    }

    private static Configuration load(Surroundings around, Path name, String text) {
        var standIn = new Layers.StandIn(name, text);
        return of(around, Layers.read(around, Optional.of(standIn)));
    }

    /**
     * What this would be with another text in the home folder's file, everything else read anew.
     *
     * @param name how the places in that text are called
     * @throws ConfigException when that text, or anything else, cannot be used
     */
    Configuration with(Path name, String text) {
        return load(around, name, text);
    }

    /**
     * The same, read anew.
     *
     * @throws ConfigException when it cannot be used any more
     */
    public Configuration again() {
        return load(around);
    }

    /** What the process runs with. */
    public Settings settings() {
        return settings;
    }

    /** What a call is like that does not say it itself. */
    public RealtimeSettings realtime() {
        return realtime;
    }

    /** What a call is told at its start and how long it may last. */
    public CallSettings calls() {
        return calls;
    }

    /** Logs, traces, the disk. */
    public OperationSettings operations() {
        return operations;
    }

    /** What models cost, and what calls may use. */
    public UsageSettings usage() {
        return usage;
    }

    /** How long what is said is kept. */
    public RetentionSettings retention() {
        return retention;
    }

    /** Whether and how the sound of calls is kept. */
    public RecordingSettings recording() {
        return recording;
    }

    /** Seals what redaction takes out; without keys that is kept nowhere. */
    public Keyring vault() {
        return vault;
    }

    /** What clients of the REST interface may do. */
    public ApiSettings api() {
        return api;
    }

    /** Where conversations are taken when a call in them has ended. */
    public DeliverySettings delivery() {
        return delivery;
    }

    /** What is run when a turn of the agent has ended: a program and its arguments, or nothing. */
    public List<String> notifyCommand() {
        return outcome.values().texts(AgentKeys.NOTIFY);
    }

    /** The provider of calls. */
    public ModelProvider provider() {
        return provider;
    }

    /** All providers by id, the built-in ones among them. */
    public SortedMap<String, ModelProvider> providers() {
        return java.util.Collections.unmodifiableSortedMap(providers.byId());
    }

    /** Hosts that may be reached although they are at an address that usually must not be. */
    public Set<String> allowedHosts() {
        return outcome.values().texts(Keys.ALLOWED_HOSTS).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The home folder's file, whether it is there or not. */
    public Path file() {
        return Layers.file(outcome.home());
    }

    /** The text of the home folder's file; empty when there is none. */
    Optional<String> homeText() {
        return outcome.homeText();
    }

    /** All files it is read from, whether they are there or not. */
    public List<Path> files() {
        return outcome.files();
    }

    /** What is odd but harmless, one line each with its place. */
    public List<String> warnings() {
        return lines(Remark.Kind.UNKNOWN, Remark.Kind.SET_ASIDE);
    }

    /** Keys of Codex that mean nothing here, one line each with its place. */
    public List<String> ignored() {
        return lines(Remark.Kind.IGNORED);
    }

    private List<String> lines(Remark.Kind... kinds) {
        List<Remark.Kind> wanted = List.of(kinds);
        return remarks.stream()
                .filter(remark -> wanted.contains(remark.kind()))
                .map(Remark::toString)
                .toList();
    }

    /** Every value in force and where it comes from, by name; secrets are hidden. */
    public List<Effective> effective() {
        return outcome.values().of().entrySet().stream()
                .map(entry -> Effective.of(entry.getKey(), entry.getValue(), outcome.values()))
                .toList();
    }

    /** What it comes to, in sentences. */
    public List<String> meaning() {
        return Meaning.of(this, outcome.values());
    }

    /** The names of all profiles. */
    SortedSet<String> profiles() {
        return outcome.profiles();
    }

    /** What differs in another configuration; secrets are hidden. */
    public List<Change> changesTo(Configuration next) {
        return Change.between(outcome.values(), next.outcome.values());
    }
}
