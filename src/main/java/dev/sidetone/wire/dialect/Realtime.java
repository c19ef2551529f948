package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.List;

/** v2: written as it is, read with patience. */
final class Realtime implements Dialect {

    private final RealtimeReader reader = new RealtimeReader();

    @Override
    public JsonNode session(JsonNode session) {
        return session;
    }

    @Override
    public List<String> write(ClientEvent event) {
        return List.of(WireCodec.write(event));
    }

    @Override
    public synchronized List<ServerEvent> read(String frame) throws WireFormatException {
        return reader.read(WireCodec.tree(frame));
    }
}
