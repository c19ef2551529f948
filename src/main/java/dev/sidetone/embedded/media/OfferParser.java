package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks an SDP offer before native code sees it (RFC 8866, RFC 8829). Strict on purpose: what a
 * browser or the official SDKs write passes, everything else is refused with its line.
 */
final class OfferParser {

    private static final int MAX_CHARS = 64 * 1024;
    private static final int MAX_LINES = 2_000;
    private static final int MAX_CANDIDATES = 100;
    private static final int DEFAULT_MESSAGE_BYTES = 64 * 1024;
    private static final int MAX_MESSAGE_BYTES = 256 * 1024;
    private static final Pattern LINE = Pattern.compile("[a-z]=.+");
    private static final Pattern FINGERPRINT =
            Pattern.compile("sha-(1|224|256|384|512) [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}");
    private static final Pattern ICE_UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern ICE_PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");
    private static final Pattern MID = Pattern.compile("[!-~]{1,32}");
    private static final Set<String> SETUP = Set.of("actpass", "active", "passive");

    private final String text;

    OfferParser(String text) {
        this.text = text;
    }

    Offer parse() throws MediaException {
        List<String> lines = lines();
        Sections sections = Sections.of(lines);
        checkAudio(sections.audio());
        checkData(sections.data());
        String setup = checkTransport(sections, sections.audio());
        checkTransport(sections, sections.data());
        checkBundle(sections);
        boolean listens = !sections.audio().has("sendonly");
        return new Offer(
                String.join("\r\n", withoutNames(lines)) + "\r\n",
                listens,
                setup.equals("actpass"),
                messageBytes(sections.data()));
    }

    private List<String> lines() throws MediaException {
        if (text.length() > MAX_CHARS) {
            throw bad(
                    "it has " + text.length() + " characters; at most " + MAX_CHARS + " are read");
        }
        List<String> lines = List.of(text.strip().split("\r?\n", MAX_LINES + 1));
        if (lines.size() > MAX_LINES) {
            throw bad("it has more than " + MAX_LINES + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            checkLine(lines.get(i), i + 1);
        }
        if (!lines.getFirst().equals("v=0")) {
            throw bad("it does not begin with v=0");
        }
        return lines;
    }

    private static void checkLine(String line, int number) throws MediaException {
        int odd = (int) line.chars().takeWhile(c -> c >= ' ' && c <= '~').count();
        if (odd < line.length()) {
            throw bad("line %d has the character U+%04X".formatted(number, (int) line.charAt(odd)));
        }
        if (!LINE.matcher(line).matches()) {
            throw bad("line " + number + " is not of the form letter=value");
        }
    }

    private static void checkAudio(Sections.Section audio) throws MediaException {
        List<String> media = audio.media();
        if (media.size() < 4 || !media.get(2).equals("UDP/TLS/RTP/SAVPF")) {
            throw bad("the audio section must use UDP/TLS/RTP/SAVPF");
        }
        boolean opus = false;
        for (String value : audio.all("rtpmap")) {
            String[] map = value.split(" ", 2);
            opus |=
                    map.length == 2
                            && map[1].equalsIgnoreCase("opus/48000/2")
                            && media.subList(3, media.size()).contains(map[0]);
        }
        if (!opus) {
            throw bad("the audio section offers no opus/48000/2");
        }
        if (audio.has("inactive")) {
            throw bad("the audio section is inactive; use sendrecv");
        }
        if (!audio.has("rtcp-mux")) {
            throw bad("the audio section lacks a=rtcp-mux");
        }
    }

    private static void checkData(Sections.Section data) throws MediaException {
        List<String> media = data.media();
        if (media.size() != 4
                || !media.get(2).endsWith("/DTLS/SCTP")
                || !media.get(3).equals("webrtc-datachannel")) {
            throw bad("the application section must be UDP/DTLS/SCTP webrtc-datachannel");
        }
        if (data.one("sctp-port").filter(port -> number(port, 65_535) > 0).isEmpty()) {
            throw bad("the application section lacks a usable a=sctp-port");
        }
    }

    private static String checkTransport(Sections sections, Sections.Section section)
            throws MediaException {
        require(sections, section, "ice-ufrag", ICE_UFRAG);
        require(sections, section, "ice-pwd", ICE_PWD);
        require(sections, section, "fingerprint", FINGERPRINT);
        String setup = sections.inherited(section, "setup").orElse("");
        if (!SETUP.contains(setup)) {
            throw bad(section.name() + " needs a=setup:actpass, active or passive");
        }
        if (section.all("candidate").size() > MAX_CANDIDATES) {
            throw bad(section.name() + " has more than " + MAX_CANDIDATES + " candidates");
        }
        return setup;
    }

    private static void require(
            Sections sections, Sections.Section section, String name, Pattern form)
            throws MediaException {
        Optional<String> value = sections.inherited(section, name);
        if (value.isEmpty() || !form.matcher(value.get()).matches()) {
            throw bad(section.name() + " lacks a well-formed a=" + name);
        }
    }

    private static void checkBundle(Sections sections) throws MediaException {
        String audio = sections.audio().one("mid").orElse("");
        String data = sections.data().one("mid").orElse("");
        if (!MID.matcher(audio).matches() || !MID.matcher(data).matches() || audio.equals(data)) {
            throw bad("each section needs an a=mid of its own");
        }
        List<String> group =
                sections.session().all("group").stream()
                        .filter(value -> value.startsWith("BUNDLE "))
                        .map(value -> value.split(" +"))
                        .findFirst()
                        .map(List::of)
                        .orElse(List.of());
        if (!group.contains(audio) || !group.contains(data)) {
            throw bad("a=group:BUNDLE must name both sections");
        }
    }

    /**
     * A candidate with a name (mDNS) would make this machine look the name up for a stranger. It is
     * not needed: the client reaches our address and is learned as peer-reflexive.
     */
    private static List<String> withoutNames(List<String> lines) {
        List<String> kept = new ArrayList<>(lines);
        kept.removeIf(line -> line.startsWith("a=candidate:") && !hasAddress(line));
        return kept;
    }

    private static boolean hasAddress(String candidate) {
        String[] parts = candidate.split(" ");
        return parts.length >= 8 && ADDRESS.matcher(parts[4]).matches();
    }

    private static int messageBytes(Sections.Section data) {
        int announced =
                data.one("max-message-size")
                        .map(size -> number(size, Integer.MAX_VALUE))
                        .orElse(DEFAULT_MESSAGE_BYTES);
        // Zero means "any size" (RFC 8841).
        return announced == 0 ? MAX_MESSAGE_BYTES : Math.min(announced, MAX_MESSAGE_BYTES);
    }

    private static int number(String digits, int most) {
        return digits.matches("[0-9]{1,18}") ? (int) Math.min(Long.parseLong(digits), most) : 0;
    }

    static MediaException bad(String what) {
        return new MediaException(
                MediaException.Kind.BAD_OFFER,
                "The SDP offer cannot be answered: "
                        + what
                        + ". Send an offer with one audio section and one data channel, as"
                        + " RTCPeerConnection.createOffer() makes it.");
    }
}
