package dev.sidetone.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sidetone.config.RecordingSettings;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.SealingKey;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What holds wherever the sound is kept. */
abstract class RecordingsContract {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Path WORKSPACE = Path.of("/src/work");
    private static final RecordingSettings ON =
            new RecordingSettings(
                    true, List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicReference<Keyring> keys = new AtomicReference<>(Keyring.EMPTY);

    abstract TranscriptStore transcript();

    abstract SideTables tables();

    private Recordings recordings(RecordingSettings settings) {
        return new Recordings(
                new SegmentStore(tables()),
                () -> settings,
                keys::get,
                WORKSPACE,
                now::get,
                () -> {});
    }

    private void at(long ms) {
        now.set(NOON.plusMillis(ms));
    }

    /** A user says 900 Hz from 1.2 to 2 s, the assistant answers in 2,000 Hz and is cut off. */
    private Recordings recorded(Conversation conversation, String call) throws Exception {
        Recordings recordings = recordings(ON);
        CallSound sound = recordings.begin(conversation.id(), call, NOON);
        for (int ms = 100; ms <= 3_000; ms += 100) {
            at(ms);
            int hertz = ms > 1_200 && ms <= 2_000 ? 900 : 300;
            sound.user(Tones.tone(48_000, hertz, 100), 48_000);
        }
        sound.began("u1", 1_200);
        sound.ended("u1", 2_000);
        sound.assistant("a1", wire(Tones.tone(24_000, 2_000, 1_500)));
        sound.cut("a1", 700);
        sound.end();
        assertThat(sound.awaitEnd(10_000)).isTrue();
        return recordings;
    }

    private static String wire(short[] pcm) {
        byte[] bytes = new byte[pcm.length * 2];
        for (int i = 0; i < pcm.length; i++) {
            bytes[2 * i] = (byte) pcm[i];
            bytes[2 * i + 1] = (byte) (pcm[i] >> 8);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static NewItem speech(
            Conversation in, String call, String id, Item.Role role, long from, long to) {
        return NewItem.speech(in.id(), id, role, "words of " + id, NOON.plusMillis(from), from, to)
                .inCall(call);
    }

    private Item said(Conversation conversation, String call) {
        return transcript().append(speech(conversation, call, "u1", Item.Role.USER, 1_200, 2_000));
    }

    private Item answered(Conversation conversation, String call) {
        return transcript()
                .append(speech(conversation, call, "a1", Item.Role.ASSISTANT, 3_000, 3_700));
    }

    /** Both speakers are recorded; whoever asks for erasure has only their own taken out. */
    @Test
    void whatTheMicrophoneRecordedIsTakenOutUnlessHeld() throws Exception {
        Conversation free = transcript().create("work", WORKSPACE);
        Conversation held = transcript().create("work", WORKSPACE);
        Recordings recordings = recorded(free, "call-1");
        recorded(held, "call-2");
        Item said = said(free, "call-1");
        Item answered = answered(free, "call-1");
        Item kept = said(held, "call-2");
        transcript().change(held.id(), List.of(new ConversationChange.Hold(true)));
        Set<String> calls = Set.of("call-1", "call-2");
        long pieces = recordings.userPieces(Set.of("call-1"));
        assertThat(pieces).isPositive();

        assertThat(recordings.eraseUser(calls)).isEqualTo(pieces);
        assertThat(recordings.sound(said)).isEmpty();
        assertThat(recordings.sound(answered)).isPresent();
        assertThat(recordings.sound(kept)).isPresent();
        assertThat(recordings.eraseUser(calls)).isZero();
        assertThat(recordings.userPieces(Set.of("call-1"))).isZero();
    }

    @Test
    void aLineIsHeardAsItWasSaidAndNoMore() throws Exception {
        Conversation conversation = transcript().create("work", WORKSPACE);
        Recordings recordings = recorded(conversation, "call-1");
        Item said = said(conversation, "call-1");
        Item answered = answered(conversation, "call-1");

        short[] user = Tones.decoded(recordings.sound(said).orElseThrow());
        short[] assistant = Tones.decoded(recordings.sound(answered).orElseThrow());

        assertThat(Tones.millis(user)).isEqualTo(800);
        assertThat(Tones.share(user, 2_000, user.length - 2_000, 900)).isGreaterThan(0.8);
        assertThat(Tones.share(user, 2_000, user.length - 2_000, 300)).isLessThan(0.1);
        assertThat(Tones.millis(assistant)).isCloseTo(700, within(10));
        assertThat(Tones.share(assistant, 2_000, assistant.length - 2_000, 2_000))
                .isGreaterThan(0.7);
        assertThat(recordings.heard(List.of(said, answered))).containsExactlyInAnyOrder("u1", "a1");
        assertThat(recordings.segments(List.of(said)))
                .extracting(Segment::speaker)
                .containsExactlyInAnyOrder(Speaker.USER, Speaker.ASSISTANT);
    }

    /** The record says when it was noticed; the provider, which sound it was. */
    @Test
    void aLineIsFoundWhereTheProviderHeardItNotWhenThatWasTold() throws Exception {
        Conversation conversation = transcript().create("work", WORKSPACE);
        Recordings recordings = recordings(ON);
        CallSound sound = recordings.begin(conversation.id(), "call-6", NOON);
        sound.restarted();
        for (int ms = 5_100; ms <= 7_000; ms += 100) {
            at(ms);
            int hertz = ms > 5_500 && ms <= 6_000 ? 900 : 300;
            sound.user(Tones.tone(48_000, hertz, 100), 48_000);
        }
        sound.began("u1", 500);
        sound.ended("u1", 1_000);
        sound.restarted();
        at(20_000);
        sound.user(Tones.tone(48_000, 2_000, 1_000), 48_000);
        sound.began("u2", 200);
        sound.ended("u2", 800);
        sound.end();
        assertThat(sound.awaitEnd(10_000)).isTrue();

        Item first =
                transcript()
                        .append(speech(conversation, "call-6", "u1", Item.Role.USER, 5_900, 6_400));
        Item second =
                transcript()
                        .append(
                                speech(
                                        conversation,
                                        "call-6",
                                        "u2",
                                        Item.Role.USER,
                                        19_000,
                                        20_900));
        short[] one = Tones.decoded(recordings.sound(first).orElseThrow());
        short[] two = Tones.decoded(recordings.sound(second).orElseThrow());

        assertThat(Tones.millis(one)).isEqualTo(500);
        assertThat(Tones.share(one, 2_000, one.length - 2_000, 900)).isGreaterThan(0.8);
        assertThat(Tones.millis(two)).isEqualTo(600);
        assertThat(Tones.share(two, 2_000, two.length - 2_000, 2_000)).isGreaterThan(0.7);
    }

    @Test
    void whatWasNeverRecordedIsSilentAndNoError() {
        Conversation conversation = transcript().create("work", WORKSPACE);
        Item said = said(conversation, "call-2");

        assertThat(recordings(ON).sound(said)).isEmpty();
        assertThat(recordings(ON).heard(List.of(said))).isEmpty();
        assertThat(recordings(ON).sweep()).isZero();
    }

    @Test
    void nothingIsRecordedWhereItIsTurnedOff() {
        Conversation conversation = transcript().create("work", WORKSPACE);
        var elsewhere =
                new RecordingSettings(
                        true,
                        List.of(Path.of("/src/other")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        for (RecordingSettings settings : List.of(RecordingSettings.OFF, elsewhere)) {
            assertThat(recordings(settings).offered()).isFalse();
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> recordings(settings).begin(conversation.id(), "c", NOON));
        }
    }

    @Test
    void sealedSoundIsNeverGarbage() throws Exception {
        SealingKey first = SealingKey.parse("01".repeat(32));
        SealingKey second = SealingKey.parse("02".repeat(32));
        keys.set(new Keyring(List.of(first)));
        Conversation conversation = transcript().create("work", WORKSPACE);
        Recordings recordings = recorded(conversation, "call-3");
        Item said = said(conversation, "call-3");
        byte[] sound = recordings.sound(said).orElseThrow();

        assertThat(bytesOf("call-3"))
                .isNotEmpty()
                .allSatisfy(kept ->
                        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                                .doesNotContain("OggS", "Opus"));
        keys.set(new Keyring(List.of(second, first)));
        assertThat(recordings.sound(said))
                .hasValueSatisfying(
                        s -> assertThat(Tones.decoded(s)).isEqualTo(Tones.decoded(sound)));
        for (Keyring without : List.of(Keyring.EMPTY, new Keyring(List.of(second)))) {
            keys.set(without);
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> recordings.sound(said))
                    .withMessageContaining("sealed with key " + first.id())
                    .withMessageContaining("SIDETONE_RECORDING_KEY");
        }
    }

    private List<byte[]> bytesOf(String call) throws SQLException {
        var found = new java.util.ArrayList<byte[]>();
        try (Connection connection = tables().forReading().orElseThrow();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "select sound from recording_segment where call_id = '"
                                        + call
                                        + "'")) {
            while (rows.next()) {
                found.add(rows.getBytes(1));
            }
        }
        return found;
    }

    @Test
    void whatPurgesAConversationTakesItsSoundAndNoOther() throws Exception {
        Conversation gone = transcript().create("work", WORKSPACE);
        Conversation stays = transcript().create("work", WORKSPACE);
        Conversation held = transcript().create("work", WORKSPACE);
        recorded(gone, "call-gone");
        recorded(stays, "call-stays");
        recorded(held, "call-held");
        transcript().change(gone.id(), List.of(new ConversationChange.Delete(NOON)));
        transcript().change(held.id(), List.of(new ConversationChange.Delete(NOON)));
        transcript().change(held.id(), List.of(new ConversationChange.Hold(true)));

        assertThat(transcript().purge(NOON.plus(Duration.ofDays(1)))).containsExactly(gone.id());

        assertThat(bytesOf("call-gone")).isEmpty();
        assertThat(new SegmentStore(tables()).span("call-gone", "u1")).isEmpty();
        assertThat(new SegmentStore(tables()).span("call-stays", "u1")).isPresent();
        assertThat(bytesOf("call-stays")).isNotEmpty();
        assertThat(bytesOf("call-held")).isNotEmpty();
    }

    @Test
    void oldSoundGoesUnlessItsConversationIsHeld() throws Exception {
        Conversation old = transcript().create("work", WORKSPACE);
        Conversation held = transcript().create("work", WORKSPACE);
        recorded(old, "call-old");
        recorded(held, "call-kept");
        transcript().change(held.id(), List.of(new ConversationChange.Hold(true)));
        var days =
                new RecordingSettings(
                        true,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofDays(7)));

        at(Duration.ofDays(6).toMillis());
        assertThat(recordings(days).sweep()).isZero();
        at(Duration.ofDays(8).toMillis());
        assertThat(recordings(ON).sweep()).as("without a limit").isZero();
        assertThat(recordings(days).sweep()).isEqualTo(2);

        assertThat(bytesOf("call-old")).isEmpty();
        assertThat(new SegmentStore(tables()).span("call-old", "u1")).isEmpty();
        assertThat(new SegmentStore(tables()).span("call-kept", "u1")).isPresent();
        assertThat(bytesOf("call-kept")).isNotEmpty();
    }

    @Test
    void aForkIsHeardToo() throws Exception {
        Conversation conversation = transcript().create("work", WORKSPACE);
        Recordings recordings = recorded(conversation, "call-4");
        said(conversation, "call-4");

        Conversation fork = transcript().fork(conversation.id()).orElseThrow();

        assertThat(recordings.sound(transcript().items(fork.id()).getFirst())).isPresent();
    }

    @Test
    void soundGoesWithItsItemsIntoAnotherConversation() throws Exception {
        keys.set(new Keyring(List.of(SealingKey.parse("01".repeat(32)))));
        Conversation one = transcript().create("work", WORKSPACE);
        Conversation two = transcript().create("work", WORKSPACE);
        Recordings recordings = recorded(two, "call-merged");
        said(two, "call-merged");
        said(one, "call-one");
        var merged =
                (MoveResult.Moved) transcript().move(new MoveRequest.Merge(two.id(), one.id()));

        assertThat(transcript().purge(NOON.plus(Duration.ofDays(99_999)))).contains(two.id());

        Item item = transcript().items(one.id()).getLast();
        assertThat(item.call()).contains("call-merged");
        assertThat(recordings.sound(item)).as("after %s", merged).isPresent();
        transcript().change(one.id(), List.of(new ConversationChange.Delete(NOON)));
        assertThat(transcript().purge(NOON.plus(Duration.ofDays(1)))).containsExactly(one.id());
        assertThat(bytesOf("call-merged")).isEmpty();
    }

    @Test
    void soundComesBackWhenAMoveIsUndone() throws Exception {
        Conversation one = transcript().create("work", WORKSPACE);
        said(one, "call-begin");
        Recordings recordings = recorded(one, "call-end");
        transcript().append(speech(one, "call-end", "u2", Item.Role.USER, 1_300, 2_000));
        var split =
                (MoveResult.Moved)
                        transcript().move(new MoveRequest.Split(one.id(), 2, Optional.empty()));
        assertThat(keptWith("call-end")).containsOnly(split.target().value());

        transcript().move(new MoveRequest.Undo(split.id()));

        assertThat(keptWith("call-end")).containsOnly(one.id().value());
        assertThat(recordings.sound(transcript().items(one.id()).getLast())).isPresent();
    }

    private List<String> keptWith(String call) throws SQLException {
        var found = new java.util.ArrayList<String>();
        try (Connection connection = tables().forReading().orElseThrow();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "select coalesce(h.conversation_id, s.conversation_id) from"
                                        + " recording_segment s left join recording_home h on"
                                        + " h.call_id = s.call_id where s.call_id = '"
                                        + call
                                        + "'")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
