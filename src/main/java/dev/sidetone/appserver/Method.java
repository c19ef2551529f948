package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request method.
 *
 * @param urgent it overtakes requests of its client that wait, because it ends them
 */
record Method(String name, boolean experimental, boolean urgent, Handler handler) {

    /** Answers a request; runs on a virtual thread of its connection. */
    interface Handler {
        JsonNode handle(Client client, Params params) throws RpcException, InterruptedException;
    }

    static Method stable(String name, Handler handler) {
        return new Method(name, false, false, handler);
    }

    static Method experimental(String name, Handler handler) {
        return new Method(name, true, false, handler);
    }

    Method asUrgent() {
        return new Method(name, experimental, true, handler);
    }
}
