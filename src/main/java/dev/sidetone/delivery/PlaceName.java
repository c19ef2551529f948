package dev.sidetone.delivery;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.export.Export;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which a conversation is kept elsewhere. It does not change while a conversation
 * goes on, unless its title does. Nothing that was said can lead out of the place.
 */
final class PlaceName {

    private static final int LONGEST = 60;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PlaceName() {}

    static String of(String template, Conversation conversation, Export format) {
        Map<String, String> values =
                Map.of(
                        "workspace", plain(conversation.workspace()),
                        "date", DATE.format(conversation.createdAt()),
                        "time", TIME.format(conversation.createdAt()),
                        "title", plain(conversation.title()),
                        "id", conversation.id().value(),
                        "ext", format.extension());
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value(values, match.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "unknown");
    }

    /** Lower-case letters, digits and hyphens, at least one of them. */
    private static String plain(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String brief = words.substring(0, Math.min(LONGEST, words.length()));
        String bare = brief.replaceAll("^-+|-+$", "");
        return bare.isEmpty() ? "untitled" : bare;
    }
}
