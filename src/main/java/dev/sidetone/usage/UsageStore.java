package dev.sidetone.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where usage is kept. Thread-safe. */
public interface UsageStore {

    /** Keeps all of them or none; one whose id is there already changes nothing. */
    void add(List<UsageEntry> entries) throws SQLException;

    /** Summed up, ordered by key; nothing when nothing was ever kept. */
    List<UsageSum> sums(UsageQuery query) throws SQLException;

    /** What was counted in these calls from one moment on, until another, in its order. */
    List<UsagePoint> points(Collection<String> calls, Instant from, Instant until)
            throws SQLException;
}
