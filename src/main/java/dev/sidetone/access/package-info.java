/** What somebody may do, decided in one place, and who read what. */
@NullMarked
package dev.sidetone.access;

import org.jspecify.annotations.NullMarked;
