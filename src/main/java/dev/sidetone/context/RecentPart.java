package dev.sidetone.context;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Other conversations about the same workspace, the last changed first. */
final class RecentPart {

    private static final int LOOKED_AT = 40;
    private static final int MOST = 8;
    private static final int LONGEST = 240;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", java.util.Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RecentPart() {}

    static String text(TranscriptStore store, ConversationId current, int tokens) {
        if (tokens == 0) {
            return "";
        }
        String root = store.find(current).map(Conversation::workspaceRoot).orElse("");
        List<String> lines =
                store.list(Optional.empty(), LOOKED_AT).conversations().stream()
                        .filter(c -> !c.id().equals(current))
                        .filter(c -> c.workspaceRoot().equals(root) && !c.title().isBlank())
                        .map(RecentPart::line)
                        .distinct()
                        .limit(MOST)
                        .toList();
        var budget = new Budget(tokens);
        if (lines.isEmpty() || !budget.add("## Recent conversations about this workspace")) {
            return "";
        }
        boolean any = false;
        for (String line : lines) {
            if (!budget.add(line)) {
                break;
            }
            any = true;
        }
        return any ? budget.text() : "";
    }

    private static String line(Conversation conversation) {
        String title = conversation.title().replaceAll("\\s+", " ").strip();
        String shown = title.length() > LONGEST ? Tokens.start(title, LONGEST - 3) + "..." : title;
        return "- " + DAY.format(conversation.updatedAt()) + ": " + shown;
    }
}
