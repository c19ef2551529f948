/** The coding-agent port: what answers a handoff or a typed turn. Adapters live in sub-packages. */
@NullMarked
package dev.sidetone.agent;

import org.jspecify.annotations.NullMarked;
