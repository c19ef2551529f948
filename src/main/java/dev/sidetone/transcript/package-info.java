/** The journal of conversations: what must not be lost is here before it is acknowledged. */
@NullMarked
package dev.sidetone.transcript;

import org.jspecify.annotations.NullMarked;
