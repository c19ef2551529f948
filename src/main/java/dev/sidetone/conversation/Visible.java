package dev.sidetone.conversation;

/** Makes untrusted text fit to be shown. */
public final class Visible {

    private Visible() {}

    /**
     * The text without control characters (but line ends and tabs) and without invisible ones:
     * those that reorder, hide or join what stands around them. Line ends become {@code \n}.
     */
    public static String text(String untrusted) {
        return untrusted
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}&&[^\\n\\t]]", "");
    }
}
