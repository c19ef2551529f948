package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What filters look for, as words that stand in the index beside those of the text, so that a
 * filter costs as little as a word does. They begin with a sign that no word of a text has.
 */
final class SearchMarks {

    private static final String SIGN = "§";

    private SearchMarks() {}

    /** All that an item has. */
    static List<String> of(Item item, String workspace) {
        List<String> marks =
                of(
                        item.role(),
                        item.kind(),
                        item.conversation(),
                        workspace,
                        item.call(),
                        !item.citations().isEmpty(),
                        item.interrupted());
        for (SearchFilter filter : List.of(new SearchFilter.Approval(), new SearchFilter.Diff())) {
            if (filter.takes(item)) {
                marks.add(of(filter));
            }
        }
        return marks;
    }

    static List<String> of(
            Item.Role role,
            Item.Kind kind,
            ConversationId conversation,
            String workspace,
            Optional<String> call,
            boolean cites,
            boolean interrupted) {
        var marks = new ArrayList<String>();
        marks.add(role(role));
        marks.add(kind(kind));
        marks.add(conversation(conversation));
        marks.add(workspace(workspace));
        call.ifPresent(id -> marks.add(call(id)));
        if (cites) {
            marks.add(of(new SearchFilter.Cites()));
        }
        if (interrupted) {
            marks.add(of(new SearchFilter.Interrupted()));
        }
        return marks;
    }

    /** The one that a filter looks for. */
    static String of(SearchFilter filter) {
        return switch (filter) {
            case SearchFilter.OfRole(Item.Role role) -> role(role);
            case SearchFilter.OfKind(Item.Kind kind) -> kind(kind);
            case SearchFilter.OfWorkspace(String name) -> workspace(name);
            case SearchFilter.OfCall(String id) -> call(id);
            case SearchFilter.Within _ ->
                    throw new IllegalArgumentException(
                            "the tables are asked for it, not the index");
            case SearchFilter.In(ConversationId id) -> conversation(id);
            case SearchFilter.Cites() -> SIGN + "hascitation";
            case SearchFilter.Approval() -> SIGN + "hasapproval";
            case SearchFilter.Diff() -> SIGN + "hasdiff";
            case SearchFilter.Interrupted() -> SIGN + "hasinterrupted";
        };
    }

    static String role(Item.Role role) {
        return SIGN + "role" + role.name().toLowerCase(Locale.ROOT);
    }

    private static String kind(Item.Kind kind) {
        return SIGN + "kind" + kind.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String conversation(ConversationId id) {
        return SIGN + "in" + id.value().replace("-", "");
    }

    private static String workspace(String name) {
        return SIGN + "workspace" + digest(SearchFilter.folded(name));
    }

    private static String call(String id) {
        return SIGN + "call" + digest(id);
    }

    /** Any text as letters and digits. */
    private static String digest(String text) {
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
