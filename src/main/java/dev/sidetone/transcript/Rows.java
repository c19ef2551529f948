package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where changes go: into the file, or into memory while the file takes none. */
sealed interface Rows permits SqlRows, HeldRows {

    Conversation create(Conversation conversation) throws SQLException;

    /** Writes an item at the next position; {@code now} becomes the conversation's last change. */
    Item append(NewItem item, Instant now) throws SQLException;

    /** Keeps what was taken out of an item; nothing when there is no such item. */
    void keep(SealedOriginal original) throws SQLException;

    /** Cuts an item's text; does nothing when there is no such item. */
    void interrupt(ConversationId conversation, String itemId, long heardMs, String heardText)
            throws SQLException;

    /** Replaces an item's words and keeps those before; false when there is no such item. */
    boolean edit(ConversationId conversation, String itemId, String text, Instant at)
            throws SQLException;

    /** Does nothing when there is no such conversation. */
    void change(ConversationId conversation, ConversationChange change) throws SQLException;

    /** Moves items, or moves them back; {@code id} names the move, and a new conversation. */
    MoveResult move(MoveRequest request, ConversationId id, Instant now) throws SQLException;

    /** Takes in what it has not of a conversation from elsewhere; returns how many items. */
    long bring(Conversation conversation, List<Item> items) throws SQLException;

    /** Takes an item's words out; false when there is none, or it is under legal hold. */
    boolean forget(ConversationId conversation, String itemId) throws SQLException;

    /** Takes out what was deleted before; returns what that was. */
    List<ConversationId> purge(Instant before) throws SQLException;

    /** Copies a conversation with its items; empty when it is not there or cannot be copied now. */
    Optional<Conversation> fork(ConversationId from, ConversationId to, Instant now)
            throws SQLException;

    /** Keeps a search, or gives the one that is the same another name. */
    SavedSearch save(SavedSearch search) throws SQLException;

    /** False when there is none of that id. */
    boolean forgetSearch(String id) throws SQLException;

    /** A reader met a failure: fails with it, so that it is handled like a writer's. */
    void failed(SQLException failure) throws SQLException;

    /** One change, which may be made again when it was rolled back. */
    @FunctionalInterface
    interface Change<R> {
        R apply(Rows rows) throws SQLException;
    }
}
