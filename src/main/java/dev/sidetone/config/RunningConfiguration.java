package dev.sidetone.config;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The configuration that runs, and how it is replaced. Whoever begins something, a call for
 * example, asks {@link #now()} once and keeps the answer to its end: what runs is never touched.
 * Thread-safe.
 */
@Singleton
@Named
public final class RunningConfiguration {

    private static final Logger LOG = Logger.getLogger("dev.sidetone.config");

    private static final int TOLD = 8;

    private final InstantSource clock;
    private final Configuration started;
    private final boolean serving;
    private final Generations generations;
    private volatile State state;

    /** All that changes, at once. */
    private record State(Configuration configuration, Generation generation, List<String> faults) {}

    /** Reads the configuration of this process. */
    @Inject
    public RunningConfiguration() {
        this(Configuration.load(), InstantSource.system(), true);
        state = new State(started, first(started), List.of());
    }

    /** Beside a service that may run: keeps nothing by itself. */
    RunningConfiguration(Configuration configuration, InstantSource clock) {
        this(configuration, clock, false);
    }

    private RunningConfiguration(
            Configuration configuration, InstantSource clock, boolean serving) {
        this.clock = clock;
        this.serving = serving;
        this.started = configuration;
        this.generations = new Generations(configuration.settings().home());
        this.state = new State(configuration, new Generation(0, clock.instant(), ""), List.of());
    }

    private Generation first(Configuration configuration) {
        Generation none = generation();
        return configuration.homeText().map(text -> kept(text, "start", none)).orElse(none);
    }

    /** What is in force for all that begins now. */
    public Configuration now() {
        return state.configuration();
    }

    /** What was in force at the start; what needs a restart is still this. */
    public Configuration started() {
        return started;
    }

    /** Which text of the home folder's file is in force; 0 when there never was one. */
    public Generation generation() {
        return state.generation();
    }

    /** Why the files as they are now are not in force, one line each; empty when they are. */
    public List<String> faults() {
        return state.faults();
    }

    /** What was changed since the start but needs a restart. */
    public List<Change> waiting() {
        return started.changesTo(now()).stream().filter(Change::needsRestart).toList();
    }

    /**
     * Reads everything anew. A fault changes nothing but {@link #faults()}.
     *
     * @param cause for the log, in a word or two
     * @return true when the files are in force now
     */
    public synchronized boolean reload(String cause) {
        State before = state;
        try {
            Configuration next = before.configuration().again();
            Generation generation =
                    next.homeText()
                            .map(text -> kept(text, "file", before.generation()))
                            .orElse(before.generation());
            take(next, generation, cause);
            return true;
        } catch (ConfigException e) {
            if (!e.faults().equals(before.faults())) {
                LOG.errorf(
                        "The configuration was not read again (%s); generation %d goes on:%n%s",
                        cause, before.generation().number(), e.getMessage());
            }
            state = new State(before.configuration(), before.generation(), e.faults());
            return false;
        }
    }

    private void take(Configuration next, Generation generation, String cause) {
        List<Change> changes = now().changesTo(next);
        boolean news = serving && (!changes.isEmpty() || !faults().isEmpty());
        state = new State(next, generation, List.of());
        if (news) {
            LOG.infof(
                    "The configuration was read again (%s), generation %d: %s",
                    cause, generation.number(), inWords(changes));
            next.warnings().forEach(LOG::warn);
        }
    }

    private static String inWords(List<Change> changes) {
        if (changes.isEmpty()) {
            return "as before";
        }
        String keys =
                changes.stream()
                        .limit(TOLD)
                        .map(c -> c.needsRestart() ? c.key() + " (after a restart)" : c.key())
                        .collect(Collectors.joining(", "));
        int more = changes.size() - TOLD;
        return more > 0 ? keys + " and " + more + " more" : keys;
    }

    /**
     * What a text for the home folder's file would mean.
     *
     * @param name how its places are called: {@code name, line 3, column 1}
     * @throws ConfigException when it cannot be used
     */
    public Configuration preview(String name, String text) {
        return now().with(Path.of(name), text);
    }

    /**
     * Makes a text the home folder's file, and that what is in force.
     *
     * @param cause a word for the list of generations: lower case, digits and hyphens
     * @throws ConfigException when it cannot be used; then nothing has changed
     * @throws IOException when it cannot be written; then nothing has changed
     */
    public synchronized Generation apply(String text, String cause) throws IOException {
        Path file = now().file();
        Configuration next = now().with(file, text);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        generations.keep(before, "before", clock.instant());
        PrivateFile.write(file, text);
        take(next, generations.keep(text, cause, clock.instant()), cause);
        return generation();
    }

    /** What can be brought back, the newest first. */
    public List<Generation> generations() throws IOException {
        return generations.list();
    }

    /**
     * The text of a generation; it may hold secrets.
     *
     * @throws ConfigException when what was kept is no text
     */
    public Optional<String> text(int number) throws IOException {
        return generations.text(number);
    }

    /**
     * Brings a generation's text back, as a new generation.
     *
     * @return empty when there is none of that number
     * @throws ConfigException when it cannot be used any more; then nothing has changed
     */
    public synchronized Optional<Generation> rollBack(int number) throws IOException {
        Optional<String> text = generations.text(number);
        return text.isPresent()
                ? Optional.of(apply(text.get(), "rollback-to-" + number))
                : Optional.empty();
    }

    /** A home folder that cannot be written costs the way back, not the service. */
    private Generation kept(String text, String cause, Generation otherwise) {
        try {
            return generations.keep(text, cause, clock.instant());
        } catch (IOException e) {
            LOG.warnf(
                    "The configuration's text cannot be kept for a rollback (%s); make %s writable",
                    e, started.settings().home());
            return otherwise;
        }
    }
}
