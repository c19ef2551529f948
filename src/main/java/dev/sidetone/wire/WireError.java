package dev.sidetone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, in an {@code error} event and in a REST answer alike. {@code param} is the
 * path of the bad member; {@code eventId} echoes the client's event. All members are always
 * written.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WireError(
        String type,
        @Nullable String code,
        String message,
        @Nullable String param,
        @Nullable String eventId) {

    public static WireError invalidRequest(
            String code, String message, @Nullable String param, @Nullable String eventId) {
        return new WireError("invalid_request_error", code, message, param, eventId);
    }

    /** The same error as the answer to the client's event of that id. */
    public WireError withEventId(@Nullable String id) {
        return new WireError(type, code, message, param, id);
    }

    public static WireError server(String code, String message) {
        return new WireError("server_error", code, message, null, null);
    }
}
