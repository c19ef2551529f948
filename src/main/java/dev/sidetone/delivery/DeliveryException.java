package dev.sidetone.delivery;

/** An attempt failed; the message says why and holds nothing secret. */
final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private DeliveryException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** It may go better another time. */
    static DeliveryException passing(String why) {
        return new DeliveryException(why, false);
    }

    /** It will never go better. */
    static DeliveryException lasting(String why) {
        return new DeliveryException(why, true);
    }

    boolean isLasting() {
        return lasting;
    }
}
