package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;

/** Where the events of a session go, in order. */
@FunctionalInterface
interface Outlet {

    void send(ServerEvent event);
}
