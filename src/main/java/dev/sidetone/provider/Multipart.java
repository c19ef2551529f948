package dev.sidetone.provider;

import java.nio.charset.StandardCharsets;

/** The body of {@code POST …/realtime/calls}: part {@code sdp}, then part {@code session}. */
record Multipart(String sdp, String sessionJson) {

    private static final String BOUNDARY = "sidetone-realtime-call-boundary";

    static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        String body =
                part("sdp", "application/sdp", sdp)
                        + part("session", "application/json", sessionJson)
                        + "--"
                        + BOUNDARY
                        + "--\r\n";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String name, String type, String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, name, type)
                + content
                + "\r\n";
    }
}
