package dev.sidetone;

import dev.sidetone.access.AccessCommand;
import dev.sidetone.access.RevealCommand;
import dev.sidetone.appserver.AppServerCommand;
import dev.sidetone.config.Arguments;
import dev.sidetone.config.ConfigCommand;
import dev.sidetone.config.ConfigException;
import dev.sidetone.config.Configuration;
import dev.sidetone.delivery.DeliveriesCommand;
import dev.sidetone.embedded.speech.ModelsCommand;
import dev.sidetone.export.ConversationsCommand;
import dev.sidetone.export.ExportCommand;
import dev.sidetone.export.ImportCommand;
import dev.sidetone.export.SearchCommand;
import dev.sidetone.lifecycle.Preflight;
import dev.sidetone.lifecycle.StopSignals;
import dev.sidetone.people.PeopleCommand;
import dev.sidetone.retention.RetentionCommand;
import dev.sidetone.transcript.BackupCommand;
import dev.sidetone.transcript.RestoreCommand;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.transcript.Transcripts;
import dev.sidetone.usage.UsageCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point: without a command the service, with one what it says, without the service. */
@QuarkusMain
@Command(
        name = "sidetone",
        description = "Talk to a code repository. Without a command it starts the service.",
        mixinStandardHelpOptions = true,
        versionProvider = Sidetone.Version.class)
public final class Sidetone implements Callable<Integer> {

    /** Exit code for a configuration that cannot be used (EX_CONFIG of sysexits.h). */
    private static final int UNUSABLE = 78;

    /** The version of the build, from its manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            Package here = Sidetone.class.getPackage();
            String version = Objects.requireNonNullElse(here.getImplementationVersion(), "unbuilt");
            return new String[] {"sidetone " + version};
        }
    }

    /** Java gives a connection up after 30 s, and the next call would pay for TLS again. */
    private static final String KEPT_WARM_S = "300";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "KEY=VALUE",
            description = "Set a key of the configuration; the value is TOML, or a text.")
    private List<String> pairs = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Lay the profile [profiles.NAME] over the configuration.")
    private Optional<String> profile = Optional.empty();

    /** Before anything uses the HTTP client, which asks for these once. */
    public static void main(String... args) {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.setProperty("jdk.httpclient.keepalive.timeout", KEPT_WARM_S);
        System.setProperty("jdk.httpclient.keepalive.timeout.h2", KEPT_WARM_S);
        if (args.length > 0) {
            System.exit(commandLine().execute(args));
        }
        int code = serve();
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        var root = new Sidetone();
        var line = new CommandLine(root);
        line.addSubcommand(new ModelsCommand(() -> Configuration.load().settings()));
        line.addSubcommand(new ConfigCommand());
        line.addSubcommand(new BackupCommand(Configuration::load));
        line.addSubcommand(new RestoreCommand(Configuration::load, InstantSource.system()));
        line.addSubcommand(new UsageCommand());
        line.addSubcommand(new DeliveriesCommand(() -> Configuration.load().settings().home()));
        line.addSubcommand(new RetentionCommand(Configuration::load, InstantSource.system()));
        line.addSubcommand(new PeopleCommand(Configuration::load, InstantSource.system()));
        line.addSubcommand(new AccessCommand(Configuration::load));
        line.addSubcommand(new RevealCommand(Configuration::load, InstantSource.system()));
        line.addSubcommand(new AppServerCommand(Sidetone::serve));
        Supplier<TranscriptStore> record = () -> Transcripts.open(Configuration.load());
        line.addSubcommand(new ConversationsCommand(record));
        line.addSubcommand(new SearchCommand(record));
        line.addSubcommand(new ExportCommand(record));
        line.addSubcommand(new ImportCommand(record));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(parsed -> {
            Arguments.heed(root.pairs, root.profile);
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setExecutionExceptionHandler(Sidetone::unusable);
        return line;
    }

    private static int unusable(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof ConfigException) {
            line.getErr().println(e.getMessage());
            return UNUSABLE;
        }
        throw e;
    }

    /** Without a command: the service. */
    @Override
    public Integer call() {
        return serve();
    }

    private static int serve() {
        if (!Preflight.passes(System.err)) {
            return UNUSABLE;
        }
        StopSignals.heed();
        Quarkus.run();
        return 0;
    }
}
