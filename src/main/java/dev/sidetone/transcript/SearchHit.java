package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;

/**
 * An item that was found.
 *
 * @param snippet the words with some text around them, on one line, in pieces
 */
public record SearchHit(Conversation conversation, Item item, List<Piece> snippet) {

    public SearchHit {
        snippet = List.copyOf(snippet);
    }

    /** A piece of the text, without any markup; {@code marked} where it was searched for. */
    public record Piece(String text, boolean marked) {}

    /** The snippet as one text. */
    public String excerpt() {
        return String.join("", snippet.stream().map(Piece::text).toList());
    }
}
