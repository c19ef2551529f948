package dev.sidetone.session;

import dev.sidetone.session.Notice.Speaker;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said since the last handoff, oldest first, at most 8 KiB: the oldest lines go first.
 *
 * @param typed the user's last words were typed, not heard
 */
record Lines(List<String> list, boolean typed) {

    static final Lines NONE = new Lines(List.of(), false);
    private static final int MOST_CHARACTERS = 8 * 1024;

    Lines {
        list = List.copyOf(list);
    }

    Lines heard(String text) {
        return new Lines(with(Speaker.USER, text), false);
    }

    Lines typed(String text) {
        return new Lines(with(Speaker.USER, text), true);
    }

    Lines spoken(String text) {
        return new Lines(with(Speaker.ASSISTANT, text), typed);
    }

    /** With the request as the user's words, unless the user said just that. */
    Lines asking(String request) {
        String line = Speaker.USER.wireName() + ": " + request.strip();
        boolean said = list.stream().anyMatch(known -> known.strip().equals(line));
        return said || request.isBlank()
                ? this
                : new Lines(with(Speaker.USER, request.strip()), typed);
    }

    /** Empty when the user said nothing since the last handoff. */
    String lastOfUser() {
        String start = Speaker.USER.wireName() + ": ";
        return list.reversed().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> line.substring(start.length()).strip())
                .orElse("");
    }

    private List<String> with(Speaker speaker, String text) {
        List<String> more = new ArrayList<>(list);
        more.add(speaker.wireName() + ": " + text);
        while (more.size() > 1 && more.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
            more.removeFirst();
        }
        return more;
    }
}
