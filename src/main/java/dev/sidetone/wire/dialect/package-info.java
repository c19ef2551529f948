/**
 * The protocols that providers speak, translated to and from the events of {@code wire}: v1, v2
 * with the names of its beta, v3.
 */
@NullMarked
package dev.sidetone.wire.dialect;

import org.jspecify.annotations.NullMarked;
