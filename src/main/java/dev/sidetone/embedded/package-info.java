/**
 * The embedded realtime provider: an OpenAI-Realtime-compatible server under {@code /v1}. Defines
 * the ports that {@code embedded.media} and {@code embedded.speech} implement.
 */
@NullMarked
package dev.sidetone.embedded;

import org.jspecify.annotations.NullMarked;
