/**
 * The built-in agent: answers questions about the repository from the repository, without a model.
 */
@NullMarked
package dev.sidetone.agent.guide;

import org.jspecify.annotations.NullMarked;
