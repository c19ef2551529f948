package dev.sidetone.transcript;

/**
 * Something in a query that cannot be meant.
 *
 * @param at where it begins in the query, from 0
 * @param text the piece of the query
 * @param hint what is wrong with it and what may stand there
 */
public record SearchMistake(int at, String text, String hint) {}
