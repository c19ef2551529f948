/** Who may do what: bind rules, tokens and origins. */
@NullMarked
package dev.sidetone.auth;

import org.jspecify.annotations.NullMarked;
