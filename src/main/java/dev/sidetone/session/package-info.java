/**
 * The session engine: one actor per call that starts it, keeps its order, hands work to the agent
 * and ends it.
 */
@NullMarked
package dev.sidetone.session;

import org.jspecify.annotations.NullMarked;
