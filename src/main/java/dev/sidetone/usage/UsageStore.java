package dev.sidetone.usage;

import java.sql.SQLException;
import java.util.List;

/** Where usage is kept. Thread-safe. */
public interface UsageStore {

    /** Keeps all of them or none; one whose id is there already changes nothing. */
    void add(List<UsageEntry> entries) throws SQLException;

    /** Summed up, ordered by key; nothing when nothing was ever kept. */
    List<UsageSum> sums(UsageQuery query) throws SQLException;
}
