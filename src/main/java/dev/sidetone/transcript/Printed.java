package dev.sidetone.transcript;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What commands print in the same way. */
public final class Printed {

    private Printed() {}

    /**
     * A new file, or standard output, which stays open.
     *
     * @throws FileAlreadyExistsException when the file is there already
     */
    public static OutputStream open(Optional<Path> file) throws IOException {
        return file.isPresent()
                ? new BufferedOutputStream(
                        Files.newOutputStream(
                                file.get(),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE))
                : new BufferedOutputStream(System.out) {
                    @Override
                    public void close() throws IOException {
                        flush();
                    }
                };
    }

    /**
     * Entries of a log that is only added to, as an array of JSON or a line each.
     *
     * @param broken the number of the first entry that is not as it was written
     * @return the exit code: 1 when there is such an entry, which is told on standard error
     */
    public static <E> int log(
            CommandSpec command,
            List<E> entries,
            Optional<Function<E, ObjectNode>> json,
            Function<E, String> line,
            Optional<Long> broken) {
        var out = command.commandLine().getOut();
        if (json.isPresent()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            entries.stream().map(json.get()).forEach(array::add);
            out.println(array.toPrettyString());
        } else {
            entries.stream().map(line).forEach(out::println);
        }
        broken.ifPresent(number ->
                command.commandLine()
                        .getErr()
                        .println(
                                "Entry %d is not as it was written, or one before it is missing: somebody changed the log."
                                        .formatted(number)));
        return broken.isPresent() ? 1 : 0;
    }
}
