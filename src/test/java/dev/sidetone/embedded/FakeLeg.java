package dev.sidetone.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A media leg that plays as far as the test says. */
final class FakeLeg implements MediaLeg {

    final List<String> sent = new CopyOnWriteArrayList<>();
    final Map<String, Long> queuedMs = new LinkedHashMap<>();
    final Map<String, Long> played = new LinkedHashMap<>();
    final List<String> announcedEnds = new CopyOnWriteArrayList<>();
    final AtomicBoolean closed = new AtomicBoolean();
    int clears;

    @Override
    public String answerSdp() {
        return "v=0\r\ns=fake answer\r\n";
    }

    @Override
    public synchronized void play(String tag, short[] pcm) {
        queuedMs.merge(tag, pcm.length * 1_000L / SpeechSynthesizer.RATE, Long::sum);
    }

    @Override
    public void endOfAudio(String tag) {
        announcedEnds.add(tag);
    }

    @Override
    public synchronized long clear() {
        clears++;
        queuedMs.clear();
        return 0;
    }

    @Override
    public synchronized long playedMs(String tag) {
        return played.getOrDefault(tag, 0L);
    }

    @Override
    public void send(String json) {
        sent.add(json);
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
