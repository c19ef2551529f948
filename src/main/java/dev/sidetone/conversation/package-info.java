/** The durable record's model: conversations, their items and sequence numbers. */
@NullMarked
package dev.sidetone.conversation;

import org.jspecify.annotations.NullMarked;
