/** The pages of the browser console and what they show. */
@NullMarked
package dev.sidetone.console;

import org.jspecify.annotations.NullMarked;
