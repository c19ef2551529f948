package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One request method. Requests of one thread are carried out in the order they came, but for these
 * exceptions.
 *
 * @param order whether it keeps to that order
 * @param ahead what a request that cancels may do at once, before those that came earlier
 */
record Method(
        String name,
        boolean experimental,
        Order order,
        Cancellable handler,
        Optional<Ahead> ahead) {

    /** How a request stands to those of its thread that came before it and are not done. */
    enum Order {
        /** It waits for them. */
        IN_TURN,
        /** It overtakes them: it ends something that it names. */
        AT_ONCE,
        /** It waits for them, and those that can be cancelled begin nothing any more. */
        CANCELS
    }

    /** Answers a request; runs on a virtual thread of its connection. */
    interface Handler {
        JsonNode handle(Client client, Params params) throws RpcException, InterruptedException;
    }

    /** As {@link Handler}; {@code unwanted} tells that a later request has cancelled this one. */
    interface Cancellable {
        JsonNode handle(Client client, Params params, BooleanSupplier unwanted)
                throws RpcException, InterruptedException;
    }

    /** True: nothing is left to do when the request's turn comes. */
    interface Ahead {
        boolean handle(Client client, Params params) throws RpcException, InterruptedException;
    }

    static Method stable(String name, Handler handler) {
        return new Method(
                name, false, Order.IN_TURN, (c, p, _) -> handler.handle(c, p), Optional.empty());
    }

    static Method experimental(String name, Handler handler) {
        return cancellable(name, (c, p, _) -> handler.handle(c, p));
    }

    static Method cancellable(String name, Cancellable handler) {
        return new Method(name, true, Order.IN_TURN, handler, Optional.empty());
    }

    Method asUrgent() {
        return new Method(name, experimental, Order.AT_ONCE, handler, ahead);
    }

    Method cancelling(Ahead first) {
        return new Method(name, experimental, Order.CANCELS, handler, Optional.of(first));
    }
}
