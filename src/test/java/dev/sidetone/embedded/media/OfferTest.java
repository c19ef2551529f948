package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.embedded.MediaException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {

    private static final String FINGERPRINT = "AB" + ":AB".repeat(31);

    /** As Chromium writes it, without what does not matter here. */
    static final String GOOD =
            """
            v=0
            o=- 4016905678925441687 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=msid-semantic: WMS
            m=audio 9 UDP/TLS/RTP/SAVPF 111 0
            c=IN IP4 0.0.0.0
            a=ice-ufrag:bc+t
            a=ice-pwd:eCmW3FqBy3b+DeIPsBWCoMsv
            a=fingerprint:sha-256 %1$s
            a=setup:actpass
            a=mid:0
            a=sendrecv
            a=msid:- track
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=rtpmap:0 PCMU/8000
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=ice-ufrag:bc+t
            a=ice-pwd:eCmW3FqBy3b+DeIPsBWCoMsv
            a=fingerprint:sha-256 %1$s
            a=setup:actpass
            a=mid:1
            a=sctp-port:5000
            a=max-message-size:262144
            """
                    .formatted(FINGERPRINT);

    @Test
    void aBrowsersOfferIsTaken() throws Exception {
        Offer offer = Offer.parse(GOOD);

        assertThat(offer.clientListens()).isTrue();
        assertThat(offer.leavesDtlsRoleToUs()).isTrue();
        assertThat(offer.maxMessageBytes()).isEqualTo(262_144);
        assertThat(offer.sdp()).startsWith("v=0\r\no=-").endsWith("262144\r\n");
    }

    @Test
    void aClientThatOnlySendsIsTaken() throws Exception {
        Offer offer = Offer.parse(GOOD.replace("a=sendrecv", "a=sendonly"));

        assertThat(offer.clientListens()).isFalse();
    }

    @Test
    void candidatesThatCarryANameAreLeftOut() throws Exception {
        String named = "a=candidate:1 1 udp 2122 0aa1-22.local 50000 typ host";
        String addressed = "a=candidate:2 1 udp 2122 192.0.2.7 50000 typ host";
        String six = "a=candidate:3 1 udp 2122 fd00::2 50000 typ host";
        Offer offer =
                Offer.parse(
                        GOOD.replace(
                                "a=mid:0", String.join("\n", named, addressed, six) + "\na=mid:0"));

        assertThat(offer.sdp()).contains(addressed, six).doesNotContain(".local");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=0|v=1|does not begin with v=0",
                "m=audio 9|m=video 9|one audio section",
                "m=audio 9|m=audio 0|port 0",
                "opus/48000/2|G722/8000|offers no opus",
                "UDP/TLS/RTP/SAVPF|RTP/AVP|UDP/TLS/RTP/SAVPF",
                "a=sendrecv|a=inactive|inactive",
                "a=rtcp-mux|a=x|rtcp-mux",
                "a=group:BUNDLE 0 1|a=group:BUNDLE 0|BUNDLE",
                "a=mid:1|a=mid:0|a=mid",
                "a=setup:actpass|a=setup:holdconn|a=setup",
                "a=sctp-port:5000|a=sctp-port:0|sctp-port",
                "a=ice-ufrag:bc+t|a=ice-ufrag:b|ice-ufrag",
                "a=ice-pwd:eCmW|a=ice-pwd:e C|ice-pwd",
                "sha-256 AB|sha-256 GG|fingerprint",
                "webrtc-datachannel|somethingelse|webrtc-datachannel",
                "s=-|s|line 3 is not",
                "s=-|s=\u200b|line 3 has the character U+200B",
            })
    void aBrokenOfferIsRefusedWithTheReason(String part, String replacement, String reason) {
        assertThatThrownBy(() -> Offer.parse(GOOD.replace(part, replacement)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(reason)
                .extracting(e -> ((MediaException) e).kind())
                .isEqualTo(MediaException.Kind.BAD_OFFER);
    }

    @Test
    void aThirdSectionIsRefused() {
        assertThatThrownBy(() -> Offer.parse(GOOD + "m=video 9 UDP/TLS/RTP/SAVPF 96\n"))
                .hasMessageContaining("3 media sections");
    }

    @Test
    void aHugeOfferIsRefusedUnread() {
        assertThatThrownBy(() -> Offer.parse(GOOD + "a=x:y\n".repeat(20_000)))
                .hasMessageContaining("characters");
    }

    @Property
    void noMutationBreaksTheParser(
            @ForAll @IntRange(max = 1_000) int at,
            @ForAll @IntRange(max = 80) int removed,
            @ForAll String inserted) {
        int from = at * GOOD.length() / 1_001;
        int to = Math.min(GOOD.length(), from + removed);
        assertTakenOrRefused(GOOD.substring(0, from) + inserted + GOOD.substring(to));
    }

    @Property
    void anyTextIsTakenOrRefused(@ForAll String text) {
        assertTakenOrRefused(text);
    }

    private static void assertTakenOrRefused(String text) {
        try {
            assertThat(Offer.parse(text).sdp()).startsWith("v=0\r\n").matches("[\\r\\n -~]*");
        } catch (MediaException e) {
            assertThat(e.kind()).isEqualTo(MediaException.Kind.BAD_OFFER);
            assertThat(e.getMessage()).matches("[ -~]*");
        }
    }
}
