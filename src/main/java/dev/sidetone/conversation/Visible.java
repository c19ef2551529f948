package dev.sidetone.conversation;

import java.util.regex.Pattern;

/** Makes untrusted text fit to be kept and shown. */
public final class Visible {

    private static final Pattern UNSTORABLE = Pattern.compile("[\u0000\\p{Cs}]");

    private Visible() {}

    /** The text without what not every store can keep: NUL, and halves of characters. */
    public static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\ufffd");
    }

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
