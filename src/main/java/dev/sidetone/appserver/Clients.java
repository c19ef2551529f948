package dev.sidetone.appserver;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who is connected, by whatever way. Thread-safe. */
@ApplicationScoped
class Clients {

    private final Set<Client> all = ConcurrentHashMap.newKeySet();

    void add(Client client) {
        all.add(client);
    }

    void remove(Client client) {
        all.remove(client);
    }

    /** Told to everybody, whatever they watch. */
    void tell(Frame frame) {
        all.forEach(client -> client.tell(frame));
    }
}
