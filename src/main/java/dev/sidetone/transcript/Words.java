package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The full-text index of a database: its table {@code item_words}. */
interface Words {

    /** Enters an item, or what it has become. */
    void put(Connection to, long id, Item item, String workspace) throws SQLException;

    /** Items with a number below this one, the greatest first. */
    List<FoundItem> find(Connection from, SearchTerms terms, long below, int limit)
            throws SQLException;
}
