package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;

/** A notification to a client. */
record Frame(String method, JsonNode params) {

    /** Told only to those who said that they know the experimental part. */
    boolean experimental() {
        return method.startsWith("thread/realtime/");
    }
}
