package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidetone.embedded.MediaEngine;
import dev.sidetone.embedded.MediaLeg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The engine as the service holds it, under the class loaders that the service runs with. */
@QuarkusTest
class WebRtcBeanTest {

    @Inject MediaEngine engine;

    @Test
    void theServiceAnswersACall() throws Exception {
        assumeTrue(engine.unavailable().isEmpty(), () -> engine.unavailable().orElse(""));

        var told = new RecordingListener();
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = engine.answer("rtc_bean", browser.offer(), told);
            browser.accept(leg.answerSdp());
            browser.talk();
            // What is sent before our side of the channel is open is dropped.
            await().atMost(Duration.ofSeconds(20)).until(() -> told.events.contains("open"));
            leg.send("{}");

            assertThat(browser.nextMessage()).contains("{}");
            leg.close();
        }
    }
}
