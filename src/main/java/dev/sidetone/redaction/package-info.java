/** Takes secrets and personal data out of text before anything keeps or shows it. */
@NullMarked
package dev.sidetone.redaction;

import org.jspecify.annotations.NullMarked;
