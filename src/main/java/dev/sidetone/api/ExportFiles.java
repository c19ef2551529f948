package dev.sidetone.api;

import dev.sidetone.export.Export;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** Answers that are files. */
final class ExportFiles {

    private ExportFiles() {}

    static Response answer(StreamingOutput body, String type, String name) {
        return Response.ok(body)
                .header("Content-Type", type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    static Export format(String name) {
        return Export.named(name)
                .orElseThrow(() ->
                        ProblemException.unreadable(
                                "invalid_format",
                                "format is one of " + String.join(", ", Export.ids()) + "."));
    }

    static long position(String name, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException _) {
            // As below.
        }
        throw ProblemException.unreadable(
                "invalid_range", name + " is the seq of an item, a whole number from 1.");
    }
}
