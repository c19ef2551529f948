/** The sound of calls: taken down beside them, kept with the record, sealed, played again. */
@NullMarked
package dev.sidetone.recording;

import org.jspecify.annotations.NullMarked;
