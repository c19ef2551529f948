/** How long what is said is kept, and the proof that what had to go is gone. */
@NullMarked
package dev.sidetone.retention;

import org.jspecify.annotations.NullMarked;
