/** The JSON-RPC surface on {@code WS /rpc}, in the dialect of the Codex app-server. */
@NullMarked
package dev.sidetone.appserver;

import org.jspecify.annotations.NullMarked;
