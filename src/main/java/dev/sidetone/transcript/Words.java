package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The full-text index of a database: its table {@code item_words}. */
interface Words {

    /**
     * An item to be entered.
     *
     * @param workspace the name of its conversation's workspace
     */
    record Entry(long id, Item item, String workspace) {}

    /** Enters items, or what they have become; best in the order of their numbers. */
    void put(Connection to, List<Entry> entries) throws SQLException;

    /**
     * Does a little of the upkeep of the index that makes searches quick, some milliseconds long,
     * in a transaction of its own. False when there is nothing more to do.
     */
    boolean merge(Connection in) throws SQLException;

    /** Items with a number below this one, the greatest first. */
    List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException;
}
