package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * The browser of a WebRTC call, on its {@code oai-events} channel. It gets no audio deltas, as the
 * audio goes over its track, and nothing that is larger than SCTP in browsers takes.
 */
final class DataChannelClient implements SessionClient {

    private static final Logger LOG = Logger.getLogger(DataChannelClient.class);
    private static final int MAX_BYTES = 262_144;

    private final MediaLeg leg;

    DataChannelClient(MediaLeg leg) {
        this.leg = leg;
    }

    @Override
    public void send(ServerEvent event, String json) {
        if (event instanceof ServerEvent.OutputAudioDelta
                || event instanceof ServerEvent.TurnTiming) {
            return;
        }
        if (json.getBytes(StandardCharsets.UTF_8).length >= MAX_BYTES) {
            LOG.warnf(
                    "an event of %d characters is too large for a data channel and was left out;"
                            + " make the session's tools or instructions shorter",
                    json.length());
            return;
        }
        leg.send(json);
    }

    @Override
    public void close(int code, String reason) {
        leg.close();
    }
}
