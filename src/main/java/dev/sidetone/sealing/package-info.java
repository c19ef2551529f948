/** Keys for what is kept sealed, and sealing with them. */
@NullMarked
package dev.sidetone.sealing;

import org.jspecify.annotations.NullMarked;
