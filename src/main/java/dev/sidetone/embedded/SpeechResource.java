package dev.sidetone.embedded;

import dev.sidetone.config.RunningConfiguration;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code /v1/speech}: whether this provider can hear and speak, and the start of the download. */
@Path("/v1/speech")
public final class SpeechResource {

    private final EngineAccess engines;
    private final RunningConfiguration running;

    @Inject
    SpeechResource(EngineAccess engines, RunningConfiguration running) {
        this.engines = engines;
        this.running = running;
    }

    /**
     * {@code state} is {@code ready}, {@code preparing} or {@code unavailable}; {@code needed} is
     * false when the calls of this service go to another provider, which hears and speaks itself.
     */
    public record Speech(
            boolean needed,
            String state,
            String message,
            String remedy,
            long doneBytes,
            long totalBytes,
            boolean offerDownload,
            WebRtc webrtc) {}

    /** {@code reason} is empty when calls can be made. */
    public record WebRtc(boolean available, String reason) {}

    @GET
    public Speech state() {
        var unavailable = engines.mediaUnavailable();
        var webrtc = new WebRtc(unavailable.isEmpty(), unavailable.orElse(""));
        boolean needed = running.now().provider().embedded();
        return switch (engines.readiness()) {
            case SpeechReadiness.Ready() ->
                    new Speech(needed, "ready", "Speech is ready.", "", 0, 0, false, webrtc);
            case SpeechReadiness.Preparing(var message, var done, var total) ->
                    new Speech(needed, "preparing", message, "", done, total, false, webrtc);
            case SpeechReadiness.Unavailable(var reason, var remedy, var offer) ->
                    new Speech(needed, "unavailable", reason, remedy, 0, 0, offer, webrtc);
        };
    }

    @POST
    @Path("download")
    public Response download() {
        return engines.startDownload()
                ? Response.accepted(state()).build()
                : ApiError.of(
                        409,
                        "download_not_offered",
                        "There is nothing to download now; GET /v1/speech says how speech stands.");
    }
}
