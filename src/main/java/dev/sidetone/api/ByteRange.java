package dev.sidetone.api;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes as {@code Range} asks for it (RFC 9110).
 *
 * @param to the last byte
 */
record ByteRange(int from, int to) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /** All of it, or the part; of several ranges all of it, as is allowed. */
    static Response.ResponseBuilder answer(byte[] all, @Nullable String header) {
        Matcher asked = ONE.matcher(header == null ? "" : header.strip());
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return Response.ok(all).header("Accept-Ranges", "bytes");
        }
        ByteRange range =
                of(asked.group(1), asked.group(2), all.length)
                        .orElseThrow(() ->
                                new ProblemException(
                                        416,
                                        "range_not_satisfiable",
                                        "The file has %d bytes; ask for some of those."
                                                .formatted(all.length)));
        return Response.status(206)
                .header("Accept-Ranges", "bytes")
                .header(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(range.from(), range.to(), all.length))
                .entity(Arrays.copyOfRange(all, range.from(), range.to() + 1));
    }

    private static Optional<ByteRange> of(String first, String last, int length) {
        boolean tail = first.isEmpty();
        int from = tail ? Math.max(0, length - Integer.parseInt(last)) : Integer.parseInt(first);
        int to = tail || last.isEmpty() ? length - 1 : Math.min(Integer.parseInt(last), length - 1);
        return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
    }
}
