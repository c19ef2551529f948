package dev.sidetone.export;

import dev.sidetone.conversation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who says what in a subtitle. */
final class VoiceText {

    private static final Pattern VOICE = Pattern.compile("<v(?:\\.[^\\s>]*)?\\s+([^>]*)>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z\\d][^<>]*>|\\{\\\\[^{}]*}");
    private static final Pattern PREFIX =
            Pattern.compile("(You|Sidetone|Agent|System): ?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Item.Role> ROLES =
            Map.of(
                    "you", Item.Role.USER,
                    "user", Item.Role.USER,
                    "sidetone", Item.Role.ASSISTANT,
                    "assistant", Item.Role.ASSISTANT,
                    "agent", Item.Role.AGENT,
                    "system", Item.Role.SYSTEM);

    private VoiceText() {}

    /** What one voice says. */
    record Part(Item.Role role, String text) {}

    /**
     * The voices of a cue. Names that mean nothing here are kept before the words.
     *
     * @param vtt whether it has voice tags and escapes
     */
    static List<Part> parts(String text, boolean vtt) {
        return vtt ? voices(text) : List.of(labelled(bare(text)));
    }

    private static List<Part> voices(String text) {
        var parts = new ArrayList<Part>();
        Matcher voice = VOICE.matcher(text);
        int begin = 0;
        String name = "";
        while (voice.find()) {
            add(parts, name, text.substring(begin, voice.start()));
            name = plain(voice.group(1)).strip();
            begin = voice.end();
        }
        add(parts, name, text.substring(begin));
        return parts;
    }

    private static void add(List<Part> parts, String name, String text) {
        String words = plain(bare(text)).strip();
        if (words.isEmpty()) {
            return;
        }
        Item.Role known = ROLES.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            parts.add(new Part(known, words));
        } else {
            parts.add(new Part(Item.Role.USER, name.isEmpty() ? words : name + ": " + words));
        }
    }

    /** SubRip has no voices; what we write there ourselves is understood. */
    private static Part labelled(String text) {
        Matcher label = PREFIX.matcher(text);
        if (!label.lookingAt()) {
            return new Part(Item.Role.USER, text.strip());
        }
        Item.Role role = ROLES.get(label.group(1).toLowerCase(Locale.ROOT));
        return new Part(role == null ? Item.Role.USER : role, text.substring(label.end()).strip());
    }

    private static String bare(String text) {
        return TAG.matcher(text).replaceAll("");
    }

    /** Without the escapes of WebVTT. */
    static String plain(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", "\u00a0")
                .replace("&lrm;", "\u200e")
                .replace("&rlm;", "\u200f")
                .replace("&amp;", "&");
    }
}
