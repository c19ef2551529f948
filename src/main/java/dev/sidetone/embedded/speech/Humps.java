package dev.sidetone.embedded.speech;

import java.util.regex.Pattern;

/** Splits camel case, and letters from digits: {@code parseHTTPHeader2}. */
final class Humps {

    private static final Pattern BORDERS =
            Pattern.compile(
                    "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
                            + "|(?<=[A-Za-z])(?=\\d)|(?<=\\d)(?=[A-Za-z])");

    private Humps() {}

    static String[] split(String name) {
        return BORDERS.split(name);
    }
}
