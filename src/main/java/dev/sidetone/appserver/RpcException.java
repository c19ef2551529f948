package dev.sidetone.appserver;

/** A request that is refused; the message goes to the client. */
final class RpcException extends Exception {

    private static final long serialVersionUID = 1L;

    static final int INVALID_REQUEST = -32600;
    static final int INTERNAL = -32603;
    static final int OVERLOADED = -32001;

    private final int code;
    private final String words;
    private final String where;

    private RpcException(int code, String words) {
        this(code, words, "");
    }

    private RpcException(int code, String words, String where) {
        super(words);
        this.code = code;
        this.words = words;
        this.where = where;
    }

    /** The same, with the member that is at fault. */
    RpcException at(String member) {
        return new RpcException(code, words, member);
    }

    /** The member at fault; empty when it is not one member. */
    String where() {
        return where;
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
