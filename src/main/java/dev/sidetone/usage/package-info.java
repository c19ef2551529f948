/** What calls use and cost: counted once from what providers report, priced, kept, summed up. */
@NullMarked
package dev.sidetone.usage;

import org.jspecify.annotations.NullMarked;
