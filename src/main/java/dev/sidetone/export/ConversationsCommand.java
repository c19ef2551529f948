package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import dev.sidetone.transcript.TranscriptStore;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sidetone conversations}: lists them, the last changed first. */
@Command(
        name = "conversations",
        description = "List the conversations, the last changed first.",
        mixinStandardHelpOptions = true)
public final class ConversationsCommand extends RecordCommand {

    private static final int PAGE = 200;

    @Option(
            names = "--shelf",
            defaultValue = "OPEN",
            description = "${COMPLETION-CANDIDATES}. Default: open.")
    private Shelf shelf = Shelf.OPEN;

    public ConversationsCommand(Supplier<TranscriptStore> record) {
        super(record);
    }

    @Override
    int run(TranscriptStore store) {
        Optional<String> cursor = Optional.empty();
        long shown = 0;
        do {
            ConversationPage page = store.list(ConversationQuery.newest(cursor, PAGE, shelf));
            page.conversations().forEach(this::print);
            shown += page.conversations().size();
            cursor = page.next();
        } while (cursor.isPresent());
        if (shown == 0 && !asJson()) {
            out().println("There are none.");
        }
        return 0;
    }

    private void print(Conversation c) {
        if (asJson()) {
            line(described(c));
            return;
        }
        String title = c.title().isEmpty() ? "Nothing was said" : Visible.text(c.title());
        out().printf(
                        "%s  %s  %5d items  %s  %s%n",
                        c.id(), c.updatedAt(), c.items(), Visible.text(c.workspace()), title);
    }
}
