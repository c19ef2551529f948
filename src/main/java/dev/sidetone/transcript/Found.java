package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;

/**
 * An item in which searched words were found.
 *
 * @param title the title of its conversation
 * @param excerpt the words with some text around them
 */
public record Found(Item item, String title, String excerpt) {}
