/** The forms in which conversations are taken away, and brought back. */
@NullMarked
package dev.sidetone.export;

import org.jspecify.annotations.NullMarked;
