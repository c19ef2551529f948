package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.provider.ProviderException;
import dev.sidetone.session.CallMeters.Answer;
import dev.sidetone.session.CallMeters.Request;
import dev.sidetone.telemetry.Span;
import dev.sidetone.telemetry.SpanKey;
import dev.sidetone.telemetry.SpanName;
import java.util.concurrent.TimeUnit;

/** A request to the provider that is under way, timed and traced. */
final class ProviderRequest {

    /** What is asked, as the provider has it. */
    interface Work<T> {
        T run() throws ProviderException, InterruptedException;
    }

    private final CallMeters meters;
    private final Family family;
    private final Request request;
    private final Span span;
    private final long begun = System.nanoTime();

    ProviderRequest(CallMeters meters, Family family, Request request, Span above) {
        this.meters = meters;
        this.family = family;
        this.request = request;
        this.span =
                above.child(SpanName.PROVIDER_REQUEST)
                        .with(SpanKey.REQUEST, request)
                        .with(SpanKey.FAMILY, family);
    }

    <T> T run(Work<T> work) throws ProviderException, InterruptedException {
        try {
            T made = work.run();
            count(Answer.OK);
            span.end();
            return made;
        } catch (ProviderException e) {
            count(e.kind());
            span.fail(e.kind());
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            count(Answer.CANCELLED);
            span.fail(Answer.CANCELLED);
            throw e;
        }
    }

    private void count(Enum<?> outcome) {
        meters.request(family, request, outcome)
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
}
