package dev.sidetone.workspace;

import java.time.Instant;

/**
 * Who wrote how many of the lines that were asked about.
 *
 * @param last when the newest of these lines was written
 * @param commit the id of the commit that wrote it
 */
public record Authorship(String author, int lines, Instant last, String commit, String subject) {}
