/** Readiness, liveness and shutdown in order. */
@NullMarked
package dev.sidetone.lifecycle;

import org.jspecify.annotations.NullMarked;
