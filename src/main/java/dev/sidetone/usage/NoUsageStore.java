package dev.sidetone.usage;

import java.util.List;

/** Keeps nothing. */
final class NoUsageStore implements UsageStore {

    @Override
    public void add(List<UsageEntry> entries) {}

    @Override
    public List<UsageSum> sums(UsageQuery query) {
        return List.of();
    }
}
