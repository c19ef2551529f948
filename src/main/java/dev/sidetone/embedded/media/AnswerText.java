package dev.sidetone.embedded.media;

import java.util.stream.Collectors;

/** Changes to the answer that the library writes. */
final class AnswerText {

    private AnswerText() {}

    /**
     * Lets the client begin the DTLS handshake where it left the choice to us: one of the clients
     * seen never connects to an {@code active} answer, browsers take both.
     */
    static String withRole(String answer, Offer offer) {
        return offer.leavesDtlsRoleToUs()
                ? answer.replace("a=setup:active", "a=setup:passive")
                : answer;
    }

    /**
     * Leaves out {@code a=msid:-}: with it a browser fires its track event without a stream, and
     * the official SDK is then connected but silent.
     */
    static String withoutEmptyStream(String answer) {
        return answer.lines()
                .filter(line -> !line.matches("a=(msid|ssrc:[0-9]+ msid):-( .*)?"))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    static boolean hasCandidates(String answer) {
        return answer.contains("\na=candidate:");
    }
}
