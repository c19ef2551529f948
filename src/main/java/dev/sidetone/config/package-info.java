/** Configuration: the typed TOML reader, its layers and the values with their origins. */
@NullMarked
package dev.sidetone.config;

import org.jspecify.annotations.NullMarked;
