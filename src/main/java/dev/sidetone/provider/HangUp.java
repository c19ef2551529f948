package dev.sidetone.provider;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/** Ends calls at one provider. That a call is gone already is no fault. */
record HangUp(Upstream upstream, Map<String, String> headers, Route route) {

    private static final Duration SMALL = Duration.ofSeconds(5);
    private static final int NOT_SO = 405;

    void of(String callId) throws ProviderException, InterruptedException {
        URI where = upstream.hangUp(callId);
        try {
            ask("POST", where);
        } catch (ProviderException e) {
            if (upstream.callFamily() == Family.COMPATIBLE && unknown(e)) {
                delete(call(where));
            } else if (e.kind() != ProviderException.Kind.GONE) {
                throw e;
            }
        }
    }

    /** Some have it so, Hugging Face's speech-to-speech for one; any other knows no such call. */
    private void delete(URI where) throws ProviderException, InterruptedException {
        try {
            ask("DELETE", where);
        } catch (ProviderException e) {
            if (!unknown(e)) {
                throw e;
            }
        }
    }

    private static boolean unknown(ProviderException e) {
        return e.kind() == ProviderException.Kind.GONE || e.status() == NOT_SO;
    }

    private static URI call(URI hangUp) {
        return URI.create(hangUp.toString().replaceFirst("/hangup(?=$|\\?)", ""));
    }

    private void ask(String method, URI where) throws ProviderException, InterruptedException {
        Target target = route.checked(where);
        var request =
                Exchange.request(target, headers)
                        .timeout(SMALL)
                        .method(method, BodyPublishers.noBody())
                        .build();
        String _ =
                route.end(() ->
                        Exchange.send(
                                        route.client(),
                                        "The call could not be ended",
                                        target.where(),
                                        request)
                                .body());
    }
}
