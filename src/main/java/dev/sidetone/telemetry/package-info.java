/** Names of meters, spans and log keys. */
@NullMarked
package dev.sidetone.telemetry;

import org.jspecify.annotations.NullMarked;
