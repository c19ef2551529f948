/** What one person said: taken away as a file, taken out for good. */
@NullMarked
package dev.sidetone.people;

import org.jspecify.annotations.NullMarked;
