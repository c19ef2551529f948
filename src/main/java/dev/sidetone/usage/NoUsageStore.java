package dev.sidetone.usage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps nothing. */
final class NoUsageStore implements UsageStore {

    @Override
    public void add(List<UsageEntry> entries) {}

    @Override
    public List<UsageSum> sums(UsageQuery query) {
        return List.of();
    }

    @Override
    public List<UsagePoint> points(Collection<String> calls, Instant from, Instant until) {
        return List.of();
    }
}
