package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireFormatException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One protocol, for one call: it lives as long as the call and survives a lost connection, because
 * it remembers which handoffs are open and whose words are under way. Thread-safe.
 *
 * <p>Inside the service there are only the events of the GA Realtime API (v2). What a protocol has
 * no word for is left out on the way there; what it leaves out is made up on the way back: item
 * ids, the begin and the end of a response.
 */
public sealed interface Dialect permits Realtime, Beta, Quicksilver, Live {

    /** The GA Realtime API; names of its beta are understood too. */
    static Dialect realtime() {
        return new Realtime();
    }

    /** The Realtime API before GA: flat sessions, older names. */
    static Dialect beta() {
        return new Beta();
    }

    /**
     * v1.
     *
     * @param sideband the sound goes another way
     */
    static Dialect quicksilver(boolean sideband) {
        return new Quicksilver(sideband);
    }

    /**
     * v3.
     *
     * @param sideband the session was made with the call, and is not to be configured again
     * @param channelOf the channel of what the agent says; empty: none
     */
    static Dialect live(boolean sideband, UnaryOperator<String> channelOf) {
        return new Live(sideband, channelOf);
    }

    /** The session as it goes with an offer, out of one in the shape of GA. */
    JsonNode session(JsonNode session);

    /** The frames that say the same; none when there is no word for it. */
    List<String> write(ClientEvent event);

    /**
     * What a frame says; nothing when it is of no interest.
     *
     * @throws WireFormatException when it is no event
     */
    List<ServerEvent> read(String frame) throws WireFormatException;
}
