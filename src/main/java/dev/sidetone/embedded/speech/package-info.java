/** Recognition, synthesis and voice activity of the embedded provider, and the models they need. */
@NullMarked
package dev.sidetone.embedded.speech;

import org.jspecify.annotations.NullMarked;
