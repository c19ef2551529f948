/** Meters, spans, log fields, and what may stand in a log. */
@NullMarked
package dev.sidetone.telemetry;

import org.jspecify.annotations.NullMarked;
