package dev.sidetone.appserver;

/** A request that is refused; the message goes to the client. */
final class RpcException extends Exception {

    private static final long serialVersionUID = 1L;

    static final int INVALID_REQUEST = -32600;
    static final int INTERNAL = -32603;
    static final int OVERLOADED = -32001;

    private final int code;
    private final String words;

    private RpcException(int code, String words) {
        super(words);
        this.code = code;
        this.words = words;
    }

    static RpcException invalid(String words) {
        return new RpcException(INVALID_REQUEST, words);
    }

    /** A request that cannot be decoded; {@code why} says it the way Codex's decoder does. */
    static RpcException undecodable(String why) {
        return invalid("Invalid request: " + why);
    }

    static RpcException internal(String words) {
        return new RpcException(INTERNAL, words);
    }

    int code() {
        return code;
    }

    String words() {
        return words;
    }
}
