package dev.sidetone;

import dev.sidetone.config.ConfigException;
import dev.sidetone.config.SettingsProducer;
import dev.sidetone.embedded.speech.ModelsCommand;
import dev.sidetone.lifecycle.Preflight;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The entry point: without arguments the service, with arguments a command that runs without
 * starting it.
 */
@QuarkusMain
@Command(
        name = "sidetone",
        description = "Talk to a code repository. Without a command it starts the service.",
        mixinStandardHelpOptions = true,
        versionProvider = Sidetone.Version.class)
public final class Sidetone implements Runnable {

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

    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(execute(args));
        }
        if (!Preflight.passes(System.err)) {
            System.exit(UNUSABLE);
        }
        Quarkus.run();
    }

    private static int execute(String... args) {
        try {
            return commandLine().execute(args);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return UNUSABLE;
        }
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Sidetone());
        line.addSubcommand(new ModelsCommand(new SettingsProducer().settings()));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }
}
