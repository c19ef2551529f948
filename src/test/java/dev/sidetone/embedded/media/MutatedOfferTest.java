package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidetone.embedded.MediaException;
import dev.sidetone.embedded.MediaLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Offers with damaged lines, given to the library itself: each is answered or refused. */
class MutatedOfferTest {

    private static final int OFFERS = 150;
    private static final long SEED = 20_261_121;
    private static final List<String> JUNK =
            List.of("", "0", "-1", "99999999999999999999", "a", ":", " ", "/", "opus/0/0", "%s%n");

    @Test
    void noDamagedOfferHarmsTheProcess() throws Exception {
        var engine = new WebRtcEngine();
        assumeTrue(engine.unavailable().isEmpty(), () -> engine.unavailable().orElse(""));
        var random = new Random(SEED);
        int refused = 0;
        int answered = 0;
        try (var browser = new TestPeer(Tone.frames(600))) {
            String good = browser.offer();
            for (int i = 0; i < OFFERS; i++) {
                try {
                    MediaLeg leg =
                            engine.answer("rtc_odd", damage(good, random), new RecordingListener());
                    assertThat(leg.answerSdp()).contains("a=candidate:");
                    leg.close();
                    answered++;
                } catch (MediaException e) {
                    assertThat(e.kind()).isEqualTo(MediaException.Kind.BAD_OFFER);
                    refused++;
                }
            }
        } finally {
            engine.shutdown();
        }

        assertThat(answered).as("answered").isPositive();
        assertThat(refused).as("refused").isPositive();
    }

    /** Drops, doubles, swaps, cuts or fills one to three lines. */
    private static String damage(String offer, Random random) {
        List<String> lines = new ArrayList<>(offer.lines().toList());
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = 1 + random.nextInt(lines.size() - 1);
            String line = lines.get(at);
            int cut = 2 + random.nextInt(line.length() - 1);
            String junk = JUNK.get(random.nextInt(JUNK.size()));
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size()), line);
                case 2 -> lines.set(at, line.substring(0, Math.min(cut, line.length())));
                case 3 -> lines.set(at, line.substring(0, Math.min(cut, line.length())) + junk);
                default -> lines.set(at, line.replaceAll("[0-9]+", junk));
            }
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
