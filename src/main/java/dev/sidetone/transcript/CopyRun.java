package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code backup} and {@code restore} have in common: the file, and words for what failed. */
record CopyRun(Supplier<Configuration> source, CommandSpec spec) {

    private static final int FAILED = 1;

    /** What is done with the file. */
    @FunctionalInterface
    interface Work {
        void on(SqliteCopy copy) throws IOException, SQLException;
    }

    /**
     * @param forServer does the same where the conversations are in PostgreSQL
     */
    int run(String forServer, Work work) {
        Configuration configuration = source.get();
        if (configuration.operations().database().isPresent()) {
            return fail(
                    "DATABASE_URL keeps the conversations in PostgreSQL; its own tools copy them:  "
                            + forServer);
        }
        Path file = configuration.settings().home().resolve(Transcripts.FILE);
        try {
            work.on(new SqliteCopy(file));
            return 0;
        } catch (SqliteCopy.CopyException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return fail(
                    SqliteFile.failureOf(e)
                            .map(why -> why.message(file.toString()))
                            .orElse(
                                    "The file %s cannot be copied: %s"
                                            .formatted(file, e.getMessage())));
        } catch (IOException e) {
            return fail("The files cannot be copied, look at space and permissions: " + e);
        }
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private int fail(String line) {
        spec.commandLine().getErr().println(line);
        return FAILED;
    }
}
