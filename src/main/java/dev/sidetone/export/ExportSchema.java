package dev.sidetone.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema of what {@link Export#JSON} and {@link Export#JSONL} write. */
public final class ExportSchema {

    private static final String RESOURCE = "/schemas/conversation.schema.json";

    private ExportSchema() {}

    /** The document, as {@code docs/conversation.schema.json} has it. */
    public static String text() {
        try (InputStream file = ExportSchema.class.getResourceAsStream(RESOURCE)) {
            byte[] bytes = Objects.requireNonNull(file, "packaged: " + RESOURCE).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a packaged file can be read", e);
        }
    }
}
