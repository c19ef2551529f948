/** What a call is told at its start: the talk so far, other talks, the workspace, Git. */
@NullMarked
package dev.sidetone.context;

import org.jspecify.annotations.NullMarked;
