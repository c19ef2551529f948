package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The data channel that the client opens for events; the first one counts, whatever its label. All
 * methods but {@link #send} run on the leg's control executor.
 *
 * <p>Bounded: a client that reads so slowly that {@value #OUTBOX_BYTES} bytes wait is hung up,
 * because a lost event would leave it in a wrong state for the rest of the call.
 */
final class EventChannel {

    private static final long OUTBOX_BYTES = 8L << 20;
    private static final int MAX_CHANNELS = 16;

    /** What a channel needs of its leg. */
    interface Leg {
        /** Runs the action on the control executor, if the leg is still there by then. */
        void onControl(Consumer<NativePeer> action);

        void channelIsOpen();

        void hangUp(String reason);
    }

    private final Leg leg;
    private final int maxMessageBytes;
    private final AtomicLong outbox = new AtomicLong();
    private volatile boolean open;
    private int announced;

    EventChannel(Leg leg, int maxMessageBytes) {
        this.leg = leg;
        this.maxMessageBytes = maxMessageBytes;
    }

    void accept(NativePeer peer, RTCDataChannel channel) {
        announced++;
        if (announced == 1) {
            // Before the observer is there, or its first message would overtake the news.
            openIf(channel.getState() == RTCDataChannelState.OPEN);
            peer.open(channel);
            stateChanged(peer);
        } else if (announced <= MAX_CHANNELS) {
            channel.close();
        } else {
            leg.hangUp("the client opened more than " + MAX_CHANNELS + " data channels");
        }
    }

    void stateChanged(NativePeer peer) {
        RTCDataChannelState state = peer.channelState();
        openIf(state == RTCDataChannelState.OPEN);
        if (state == RTCDataChannelState.CLOSED && open) {
            leg.hangUp("the client hung up");
        }
    }

    private void openIf(boolean isOpen) {
        if (isOpen && !open) {
            open = true;
            leg.channelIsOpen();
        }
    }

    /** From any thread. Dropped when the channel is not open. */
    void send(String json) {
        if (!open) {
            return;
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > maxMessageBytes) {
            leg.hangUp(
                    "an event of %d bytes is longer than the %d that the client takes"
                            .formatted(utf8.length, maxMessageBytes));
        } else if (outbox.addAndGet(utf8.length) > OUTBOX_BYTES) {
            leg.hangUp("the client does not read its events");
        } else {
            leg.onControl(peer -> write(peer, utf8));
        }
    }

    private void write(NativePeer peer, byte[] utf8) {
        outbox.addAndGet(-utf8.length);
        if (peer.channelState() != RTCDataChannelState.OPEN) {
            return;
        }
        if (peer.unsentBytes() > OUTBOX_BYTES) {
            leg.hangUp("the client does not read its events");
            return;
        }
        try {
            peer.send(utf8);
        } catch (NativePeer.RefusedException e) {
            leg.hangUp("an event could not be sent: " + e.getMessage());
        }
    }
}
