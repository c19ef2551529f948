/** REST resources under {@code /api/v1}. */
@NullMarked
package dev.sidetone.api;

import org.jspecify.annotations.NullMarked;
