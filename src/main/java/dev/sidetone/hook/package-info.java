/** Runs what the configuration wants to be run when something has happened. */
@NullMarked
package dev.sidetone.hook;

import org.jspecify.annotations.NullMarked;
