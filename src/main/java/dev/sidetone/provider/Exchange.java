package dev.sidetone.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Map;

/**
 * One request and its answer, or words why there is none. Over TLS it is HTTP/2 where the server
 * offers that, so that many calls share one warm connection.
 */
final class Exchange {

    /** More than any answer to an offer; who sends more sends something else. */
    private static final long LONGEST = 1024 * 1024;

    private Exchange() {}

    static HttpRequest.Builder request(Target target, Map<String, String> headers) {
        var builder =
                HttpRequest.newBuilder(target.at())
                        .version(
                                "https".equalsIgnoreCase(target.at().getScheme())
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1);
        Headers.check(headers);
        headers.forEach(builder::setHeader);
        if (!target.named().isEmpty()) {
            builder.setHeader("Host", target.named());
        }
        return builder;
    }

    static HttpResponse<String> send(HttpClient client, String what, URI where, HttpRequest request)
            throws ProviderException, InterruptedException {
        try {
            return accepted(what, where, client.send(request, answer()));
        } catch (HttpTimeoutException e) {
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "%s: the provider at %s did not answer in time. Try again, or check its base URL."
                            .formatted(what, where.getRawAuthority()),
                    e);
        } catch (IOException e) {
            throw tooLong(e)
                    ? new ProviderException(
                            ProviderException.Kind.BAD_ANSWER,
                            "%s: the answer of the provider at %s is longer than %d MiB. Check its base URL."
                                    .formatted(what, where.getRawAuthority(), LONGEST >> 20),
                            e)
                    : SocketOpener.unreachable(what, where, e);
        }
    }

    /** Of an answer that nobody reads. */
    static HttpResponse.BodyHandler<Void> unread() {
        return BodyHandlers.limiting(BodyHandlers.discarding(), LONGEST);
    }

    private static HttpResponse.BodyHandler<String> answer() {
        return BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST);
    }

    /** Java has no type for it. */
    private static boolean tooLong(IOException e) {
        return String.valueOf(e.getMessage()).contains("body exceeds capacity");
    }

    private static HttpResponse<String> accepted(
            String what, URI where, HttpResponse<String> response) throws ProviderException {
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(what, where, response.statusCode(), response.body());
        }
        return response;
    }
}
