package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Downloads by HTTP into a file that grows, so that a broken download goes on where it ended. A
 * host that does not answer once is not asked again by the same instance. Not thread-safe.
 */
final class HttpDownload implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_REFUSED = 416;
    private static final int BUFFER = 1 << 16;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final Duration stall;
    private final Set<String> unreachable = new HashSet<>();

    /**
     * @param stall how long a source may send nothing before it is given up
     */
    HttpDownload(Duration stall) {
        this.stall = stall;
    }

    /**
     * Completes {@code part}; its content is not checked.
     *
     * @param progress told how many bytes of the file are there
     */
    void fetch(URI uri, ModelFile file, Path part, LongConsumer progress)
            throws ModelException, IOException, InterruptedException {
        if (unreachable.contains(uri.getAuthority())) {
            throw new ModelException(uri.getHost() + " did not answer before");
        }
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have >= file.bytes()) { // complete but not placed, or not ours: hashing will tell
            return;
        }
        HttpResponse<InputStream> response = request(uri, have);
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case OK -> write(body, file, part, 0, progress);
                case PARTIAL -> write(body, file, part, have, progress);
                case RANGE_REFUSED -> {
                    Files.delete(part);
                    throw new ModelException(uri + " refused to go on from byte " + have);
                }
                default ->
                        throw new ModelException(uri + " answered HTTP " + response.statusCode());
            }
        }
    }

    private HttpResponse<InputStream> request(URI uri, long from)
            throws ModelException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(stall);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpTimeoutException e) {
            unreachable.add(uri.getAuthority());
            throw new ModelException("could not connect to " + uri.getHost(), e);
        } catch (IOException e) {
            throw new ModelException(uri + " failed: " + e, e);
        }
    }

    private void write(InputStream body, ModelFile file, Path part, long from, LongConsumer told)
            throws ModelException, IOException {
        StandardOpenOption mode =
                from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (var watch = new StallWatch(body, stall);
                OutputStream out =
                        Files.newOutputStream(
                                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] buffer = new byte[BUFFER];
            long done = from;
            for (int n = read(body, buffer, watch); n >= 0; n = read(body, buffer, watch)) {
                done += n;
                if (done > file.bytes()) {
                    throw new ModelException("sends more than " + file.bytes() + " bytes");
                }
                out.write(buffer, 0, n);
                told.accept(done);
            }
            if (done < file.bytes()) {
                throw new ModelException("ended after " + done + " of " + file.bytes() + " bytes");
            }
        }
    }

    private static int read(InputStream body, byte[] buffer, StallWatch watch)
            throws ModelException {
        try {
            int n = body.read(buffer);
            watch.moved();
            return n;
        } catch (IOException e) {
            throw new ModelException(
                    watch.fired() ? "stalled: " + watch.patience() : "broke off: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
