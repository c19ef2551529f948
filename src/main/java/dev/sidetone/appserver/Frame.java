package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A notification to a client.
 *
 * @param number by which a client asks for what it missed; 0 for what is gone with its moment
 */
record Frame(String method, JsonNode params, long number) {

    Frame(String method, JsonNode params) {
        this(method, params, 0);
    }

    Frame numbered(long as) {
        return new Frame(method, params, as);
    }

    /** Told only to those who said that they know the experimental part. */
    boolean experimental() {
        return method.startsWith("thread/realtime/");
    }
}
