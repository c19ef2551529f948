package dev.sidetone.delivery;

import dev.sidetone.config.DeliverySettings.Bucket;
import dev.sidetone.config.DeliverySettings.Webhook;
import dev.sidetone.provider.ClosedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sends a file over HTTP. Redirects are not followed: what is signed was meant for this place. No
 * fault names more than the host: an address may hold a secret, and so may an answer.
 */
final class Sender implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int GONE = 410;

    private final Supplier<Set<String>> allowedHosts;
    private final InstantSource clock;
    private Optional<HttpClient> client = Optional.empty();

    /**
     * @param allowedHosts those that may be reached although their addresses usually must not be
     */
    Sender(Supplier<Set<String>> allowedHosts, InstantSource clock) {
        this.allowedHosts = allowedHosts;
        this.clock = clock;
    }

    /** Made when it is needed: most services deliver nothing, and trust takes a while to load. */
    private synchronized HttpClient client() {
        HttpClient made =
                client.orElseGet(() ->
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECT)
                                .build());
        client = Optional.of(made);
        return made;
    }

    void post(Webhook target, String id, Path body)
            throws DeliveryException, InterruptedException, IOException {
        long seconds = clock.instant().getEpochSecond();
        String signature = WebhookSignature.with(target.secret().reveal()).of(id, seconds, body);
        send(
                HttpRequest.newBuilder(target.url())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Sidetone")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(seconds))
                        .header("webhook-signature", signature)
                        .POST(BodyPublishers.ofFile(body)));
    }

    void put(Bucket target, String name, String mediaType, Path body)
            throws DeliveryException, InterruptedException, IOException {
        URI where = URI.create(target.url().toString().replaceFirst("/+$", "") + "/" + name);
        Instant now = clock.instant();
        String payload = Digests.hex(body);
        var signed = new TreeMap<String, String>();
        signed.put("host", hostHeader(where));
        signed.put("x-amz-content-sha256", payload);
        signed.put("x-amz-date", SigV4.stamp(now));
        signed.put("content-type", mediaType);
        String authorization =
                new SigV4(target.accessKey().reveal(), target.secret().reveal(), target.region())
                        .authorization("PUT", where, signed, payload);
        var request = HttpRequest.newBuilder(where).PUT(BodyPublishers.ofFile(body));
        signed.remove("host");
        signed.forEach(request::header);
        send(request.header("Authorization", authorization));
    }

    /** As the client writes it: without the port that the scheme means anyway. */
    private static String hostHeader(URI where) {
        int usual = where.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return where.getPort() < 0 || where.getPort() == usual
                ? where.getHost()
                : where.getHost() + ":" + where.getPort();
    }

    private void send(HttpRequest.Builder built) throws DeliveryException, InterruptedException {
        HttpRequest request = built.timeout(ANSWER).build();
        String host = String.valueOf(request.uri().getHost());
        check(host);
        int status;
        try {
            HttpResponse<Void> answer = client().send(request, BodyHandlers.discarding());
            status = answer.statusCode();
        } catch (IOException e) {
            throw DeliveryException.passing(
                    "%s cannot be reached (%s).".formatted(host, e.getClass().getSimpleName()));
        }
        if (status == GONE) {
            throw DeliveryException.lasting(host + " answered 410: nobody wants it there.");
        }
        if (status < 200 || status > 299) {
            throw DeliveryException.passing("%s answered %d.".formatted(host, status));
        }
    }

    private void check(String host) throws DeliveryException {
        String bare = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        if (allowedHosts.get().contains(bare)) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(bare)) {
                if (ClosedAddress.is(address)
                        && !allowedHosts.get().contains(address.getHostAddress())) {
                    throw DeliveryException.lasting(
                            "%s is at an address of the link or of a cloud's metadata; nothing is sent there. If that is meant, name the host in sidetone.outbound.allow_hosts."
                                    .formatted(host));
                }
            }
        } catch (UnknownHostException _) {
            throw DeliveryException.passing(host + " has no address.");
        }
    }

    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }
}
