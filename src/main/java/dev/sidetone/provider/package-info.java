/**
 * The realtime-provider port: create a call, join its sideband, open a socket. Reached only over
 * the wire.
 */
@NullMarked
package dev.sidetone.provider;

import org.jspecify.annotations.NullMarked;
