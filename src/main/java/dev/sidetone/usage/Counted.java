package dev.sidetone.usage;

/**
 * Something was counted.
 *
 * @param entry what it was
 * @param spent what its call has used now
 * @param allowance how that call stands against its caps
 */
public record Counted(UsageEntry entry, Spent spent, Allowance allowance) {}
