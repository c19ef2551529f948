package dev.sidetone.workspace;

/**
 * What is checked out.
 *
 * @param branch its short name; empty when detached
 * @param head the commit's id, 12 digits; empty before the first commit
 */
public record GitHead(String branch, String head) {}
