/** One repository: its index, its history and the read tools, confined to its root. */
@NullMarked
package dev.sidetone.workspace;

import org.jspecify.annotations.NullMarked;
