package dev.sidetone.embedded;

import dev.sidetone.wire.WireError;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;

/**
 * One response under way: writes or speaks a reply, piece by piece. The words of a piece go out
 * when its synthesis starts, so that the transcript runs ahead of the audio; the next piece is made
 * while the last one plays. One thread at a time.
 */
final class ResponseRun {

    private static final int CHUNK_MS = 200;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ResponseStream stream;
    private final Work work;
    private final Playback playback;
    private final Runnable ended;
    private final Deque<String> pieces = new ArrayDeque<>();
    private final SpokenRecord record = new SpokenRecord();
    private Optional<String> itemId = Optional.empty();
    private double speed = 1;
    private boolean cut;
    private Runnable firstAudio = () -> {};

    /**
     * @param ended called once, when the response is over, however it ended
     */
    ResponseRun(ResponseStream stream, Work work, Playback playback, Runnable ended) {
        this.stream = stream;
        this.work = work;
        this.playback = playback;
        this.ended = ended;
    }

    ResponseStream stream() {
        return stream;
    }

    /** The spoken item and its timing; empty while nothing is spoken. */
    Optional<String> itemId() {
        return itemId;
    }

    SpokenRecord record() {
        return record;
    }

    /** Tells when the first audio goes out. */
    void onFirstAudio(Runnable action) {
        firstAudio = action;
    }

    /** Carries the reply out. {@code pace} multiplies the speed of the settings. */
    void perform(Reply reply, double pace) {
        switch (reply) {
            case Reply.Call call -> {
                stream.call(call);
                stream.completed();
                ended.run();
            }
            case Reply.Say(var text, _) when text.isBlank() -> {
                stream.completed();
                ended.run();
            }
            case Reply.Say(var text, _) -> say(limited(text), pace);
        }
    }

    private String limited(String text) {
        var limit = stream.settings().tokenLimit();
        if (limit.isEmpty() || Tokens.ofText(text) <= limit.getAsInt()) {
            return text;
        }
        cut = true;
        int end = Math.min(text.length(), limit.getAsInt() * CHARACTERS_PER_TOKEN);
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > 0 ? space : end);
    }

    private void say(String text, double pace) {
        if (!stream.settings().audio()) {
            stream.openMessage(false);
            Pieces.of(text).forEach(stream::words);
            end();
            return;
        }
        String item = stream.openMessage(true);
        itemId = Optional.of(item);
        speed = Math.clamp(stream.settings().speed() * pace, 0.25, 1.5);
        pieces.addAll(Phrasing.split(text));
        if (work.readiness() instanceof SpeechReadiness.Ready) {
            speakNext();
        } else {
            pieces.forEach(this::write);
            pieces.clear();
            end();
        }
    }

    private void write(String piece) {
        stream.words(stream.openWords().isEmpty() ? piece : " " + piece);
    }

    private void speakNext() {
        String piece = pieces.poll();
        if (piece == null) {
            itemId.ifPresent(playback::end);
            end();
            return;
        }
        write(piece);
        work.synthesize(
                piece, stream.settings().voice(), speed, result -> synthesized(piece, result));
    }

    private void synthesized(String piece, Work.Synthesis result) {
        if (stream.done()) {
            return;
        }
        switch (result) {
            case Work.Synthesis.Audio(var pcm) -> {
                play(piece, pcm);
                speakNext();
            }
            case Work.Synthesis.Failed(var reason) -> {
                itemId.ifPresent(playback::end);
                fail(WireError.server("synthesis_failed", reason));
            }
        }
    }

    private void play(String piece, short[] pcm) {
        long ms = pcm.length * 1_000L / SpeechSynthesizer.RATE;
        record.add(piece, ms);
        stream.spoke(ms);
        if (pcm.length == 0) {
            return;
        }
        playback.play(itemId.orElseThrow(), stream.id(), record, pcm);
        if (!playback.onLeg()) {
            sendAudio(pcm);
        }
        firstAudio.run();
        firstAudio = () -> {};
    }

    private void sendAudio(short[] pcm) {
        AudioFormat format = stream.settings().format();
        short[] samples = OutputAudio.at(format.rate(), pcm);
        int chunk = format.rate() * CHUNK_MS / 1_000;
        for (int from = 0; from < samples.length; from += chunk) {
            short[] part =
                    Arrays.copyOfRange(samples, from, Math.min(samples.length, from + chunk));
            stream.audio(Base64.getEncoder().encodeToString(format.encode(part)));
        }
    }

    private void end() {
        if (cut) {
            stream.incomplete("max_output_tokens");
        } else {
            stream.completed();
        }
        ended.run();
    }

    /** Ends it early; {@code reason} is {@code turn_detected} or {@code client_cancelled}. */
    void cancel(String reason) {
        itemId.ifPresent(playback::end);
        stream.cancelled(reason);
        ended.run();
    }

    void fail(WireError error) {
        stream.failed(error);
        ended.run();
    }
}
