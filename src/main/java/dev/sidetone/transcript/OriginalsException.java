package dev.sidetone.transcript;

/** The vault cannot be read; the message says why and what to do. */
public final class OriginalsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OriginalsException(Throwable cause) {
        super(
                "The vault cannot be read: "
                        + cause.getMessage()
                        + ". Look at the state of the record on /readyz and try again.",
                cause);
    }
}
