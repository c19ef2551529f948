package dev.sidetone.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What a parked call keeps of the microphone: enough to notice that somebody speaks, and not to
 * lose how it began.
 *
 * @param last the last sound, base64 PCM16, oldest first
 * @param loudMs how much of it was loud lately
 */
record Ears(List<String> last, long loudMs) {

    static final Ears OPEN = new Ears(List.of(), 0);

    private static final long KEPT_MS = 1_500;
    private static final long SPEECH_MS = 200;

    Ears {
        last = List.copyOf(last);
    }

    Ears heard(String base64) {
        long ms = Pcm.milliseconds(base64);
        long loud = Pcm.loud(base64) ? loudMs + ms : Math.max(0, loudMs - ms);
        return new Ears(kept(base64), loud);
    }

    /** Louder for longer than a click or a cough. */
    boolean speech() {
        return loudMs >= SPEECH_MS;
    }

    private List<String> kept(String newest) {
        var all = new ArrayList<>(last);
        all.add(newest);
        long ms = all.stream().mapToLong(Pcm::milliseconds).sum();
        while (all.size() > 1 && ms > KEPT_MS) {
            ms -= Pcm.milliseconds(all.removeFirst());
        }
        return all;
    }
}
