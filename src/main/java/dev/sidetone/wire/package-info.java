/**
 * The realtime protocol as data: client and server events, items, session configuration and their
 * JSON codec. No behaviour, no dependency on any other package.
 */
@NullMarked
package dev.sidetone.wire;

import org.jspecify.annotations.NullMarked;
