package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.recording.MediaTaps;
import dev.sidetone.recording.Recordings;
import dev.sidetone.recording.Segment;
import dev.sidetone.recording.Speaker;
import dev.sidetone.recording.TestRecordings;
import dev.sidetone.recording.Tones;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which calls are recorded, and what of them, over real sockets. */
class RecordingWireTest extends WireCalls {

    private static final CallOptions CONSENT = CallOptions.USUAL.withRecordingConsent(true);

    @TempDir static Path folder;
    private static int folders;

    private boolean enabled = true;
    private Recordings recordings;

    @Override
    Taping taping() {
        Path own = folder.resolve(Integer.toString(++folders));
        own.toFile().mkdirs();
        recordings = TestRecordings.inFile(own, () -> enabled);
        return new Taping(recordings, new MediaTaps());
    }

    private static String sound(int hertz, int ms) {
        short[] pcm = Tones.tone(24_000, hertz, ms);
        byte[] bytes = new byte[pcm.length * 2];
        for (int i = 0; i < pcm.length; i++) {
            bytes[2 * i] = (byte) pcm[i];
            bytes[2 * i + 1] = (byte) (pcm[i] >> 8);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String callId() {
        return told(Notice.CallStarted.class).getFirst().callId();
    }

    private Item spoken(String itemId, Item.Role role, long from, long to) {
        NewItem item =
                NewItem.speech(Given.CONVERSATION, itemId, role, "", Instant.EPOCH, from, to)
                        .inCall(callId());
        return item.at(1);
    }

    private void talk() throws InterruptedException {
        sessions.audio(Given.CONVERSATION, sound(500, 400));
        upstream.says(
                "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e\",\"response_id\":\"r\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"%s\"}"
                        .formatted(sound(2_000, 600)));
        await().until(() -> !told(Notice.OutputAudio.class).isEmpty());
    }

    private List<Segment> afterHangingUp() throws InterruptedException {
        sessions.stop(Given.CONVERSATION);
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
        recordings.close();
        return recordings.segments(List.of(spoken("a1", Item.Role.ASSISTANT, 0, 1)));
    }

    @Test
    void aCallWithConsentIsRecordedOnBothSidesAndSaysSo() throws Exception {
        start(new Transport.Socket(), Version.V2, CONSENT);
        await().until(() -> !told(Notice.CallStarted.class).isEmpty());
        assertThat(told(Notice.Recording.class))
                .containsExactly(new Notice.Recording(callId(), true, ""));
        await().until(() ->
                frames("conversation.item.create").stream()
                        .anyMatch(f -> f.toString().contains("This call is recorded.")));
        talk();
        upstream.says(
                "{\"type\":\"response.output_audio_transcript.done\",\"event_id\":\"e\",\"response_id\":\"r\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"transcript\":\"hello there\"}");
        await().until(() -> !told(Notice.WordsDone.class).isEmpty());
        sessions.played(Given.CONVERSATION, "a1", 250);
        await().until(() -> !frames("conversation.item.truncate").isEmpty());

        assertThat(afterHangingUp())
                .extracting(Segment::speaker)
                .containsExactlyInAnyOrder(Speaker.USER, Speaker.ASSISTANT);
        byte[] heard = recordings.sound(spoken("a1", Item.Role.ASSISTANT, 0, 600)).orElseThrow();
        assertThat(Tones.decoded(heard).length / 48)
                .as("as far as played")
                .isCloseTo(254, within(8));
        assertThat(recordings.sound(spoken("u1", Item.Role.USER, 0, 60_000)))
                .hasValueSatisfying(user ->
                        assertThat(Tones.decoded(user).length / 48).isCloseTo(400, within(8)));
    }

    @Test
    void aCallWithoutConsentIsNeverRecorded() throws Exception {
        start(new Transport.Socket(), Version.V2);
        listening(1);
        talk();

        assertThat(afterHangingUp()).isEmpty();
        assertThat(told(Notice.Recording.class)).isEmpty();
        assertThat(frames("conversation.item.create"))
                .noneMatch(f -> f.toString().contains("recorded"));
    }

    @Test
    void consentDoesNotTurnOnWhatIsTurnedOff() throws Exception {
        enabled = false;
        start(new Transport.Socket(), Version.V2, CONSENT);
        listening(1);
        talk();

        assertThat(afterHangingUp()).isEmpty();
        assertThat(told(Notice.Recording.class))
                .containsExactly(
                        new Notice.Recording(
                                callId(),
                                false,
                                "This call is not recorded: recording is turned off for this workspace."));
        assertThat(sessions.offersRecording()).isFalse();
    }

    @Test
    void soundThatDoesNotComeThroughIsNotRecordedAndThatIsSaid() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2, CONSENT);
        listening(1);

        assertThat(told(Notice.Recording.class).getFirst().recorded()).isFalse();
        assertThat(told(Notice.Recording.class).getFirst().message()).contains("websocket");
        assertThat(frames("conversation.item.create"))
                .noneMatch(f -> f.toString().contains("recorded"));
        assertThat(afterHangingUp()).isEmpty();
    }
}
