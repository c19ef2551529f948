package dev.sidetone.context;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
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

    static Told of(TranscriptStore store, ConversationId current, int tokens) {
        if (tokens == 0) {
            return Told.NOTHING;
        }
        String root = store.find(current).map(Conversation::workspaceRoot).orElse("");
        List<Conversation> others =
                store.list(Optional.empty(), LOOKED_AT).conversations().stream()
                        .filter(c -> !c.id().equals(current))
                        .filter(c -> c.workspaceRoot().equals(root) && !c.title().isBlank())
                        .toList();
        var budget = new Budget(tokens);
        if (others.isEmpty() || !budget.add("## Recent conversations about this workspace")) {
            return Told.NOTHING;
        }
        var told = new ArrayList<ConversationId>();
        var lines = new HashSet<String>();
        for (Conversation other : others) {
            String line = line(other);
            if (lines.contains(line)) {
                continue;
            }
            if (lines.size() == MOST || !budget.add(line)) {
                break;
            }
            lines.add(line);
            told.add(other.id());
        }
        return told.isEmpty() ? Told.NOTHING : new Told(budget.text(), told);
    }

    private static String line(Conversation conversation) {
        String title = conversation.title().replaceAll("\\s+", " ").strip();
        String shown = title.length() > LONGEST ? Tokens.start(title, LONGEST - 3) + "..." : title;
        return "- " + DAY.format(conversation.updatedAt()) + ": " + shown;
    }
}
