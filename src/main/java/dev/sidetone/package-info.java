@NullMarked
package dev.sidetone;

import org.jspecify.annotations.NullMarked;
