package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a leg tells. */
final class RecordingListener implements MediaListener {

    final Recording heard = new Recording();

    /** {@code open}, {@code playing:tag}, {@code played:tag}, {@code closed:reason}, in order. */
    final List<String> events = new CopyOnWriteArrayList<>();

    /** What went out, by its tag. */
    final Map<String, Recording> sounded = new ConcurrentHashMap<>();

    final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void audio(short[] pcm, int rate) {
        heard.add(pcm, rate);
    }

    @Override
    public void channelOpen() {
        events.add("open");
    }

    @Override
    public void message(String json) {
        messages.add(json);
    }

    @Override
    public void playing(String tag) {
        events.add("playing:" + tag);
    }

    @Override
    public void sounding(String tag, short[] pcm) {
        sounded.computeIfAbsent(tag, _ -> new Recording()).add(pcm.clone(), 24_000);
    }

    @Override
    public void played(String tag) {
        events.add("played:" + tag);
    }

    @Override
    public void closed(String reason) {
        events.add("closed:" + reason);
    }
}
