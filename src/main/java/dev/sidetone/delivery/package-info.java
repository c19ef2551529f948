/**
 * Takes conversations elsewhere when a call in them has ended: folders, object stores, webhooks.
 */
@NullMarked
package dev.sidetone.delivery;

import org.jspecify.annotations.NullMarked;
