package dev.sidetone.access;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * What pages may offer whoever asks, decided by {@link Routes} like the requests themselves: what
 * would be refused is not shown. For templates, as {@code inject:permits}. Thread-safe.
 */
@Named
@Singleton
public final class Permits {

    private static final String CONVERSATION = "/conversations/{id}/";

    private final CurrentAsking current;
    private final Guard guard;

    @Inject
    Permits(CurrentAsking current, Guard guard) {
        this.current = current;
        this.guard = guard;
    }

    /** A page or a file, by its path. */
    public boolean page(String path) {
        return may("GET", path);
    }

    /** Taking the conversation that is shown away as a file. */
    public boolean download() {
        return may("GET", CONVERSATION + "export");
    }

    /** Changing the conversation that is shown, by what its form is called: {@code delete}. */
    public boolean change(String how) {
        return may("POST", CONVERSATION + how);
    }

    /** Talking about the conversation that is shown. */
    public boolean talk() {
        return may("POST", "/api/v1/conversations/{id}/calls");
    }

    private boolean may(String method, String route) {
        Need need =
                Routes.declared(method, route)
                        .orElseThrow(() ->
                                new IllegalArgumentException("no route " + method + " " + route));
        return need.of(current.now().reader(), guard.here()) instanceof Decision.Allowed;
    }
}
