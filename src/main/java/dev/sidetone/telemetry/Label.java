package dev.sidetone.telemetry;

import java.util.Locale;
import java.util.Set;

/**
 * The value of a meter's label. There is no way to make one of a text that is not known beforehand,
 * so nothing that comes from outside can add to the meters.
 */
public final class Label {

    private static final String OTHER = "other";

    private final String text;

    private Label(String text) {
        this.text = text;
    }

    public static Label of(Enum<?> value) {
        return new Label(value.name().toLowerCase(Locale.ROOT));
    }

    /** The value when it is one of {@code known}, otherwise {@code other}. */
    public static Label among(Set<String> known, String value) {
        return new Label(known.contains(value) ? value : OTHER);
    }

    String text() {
        return text;
    }
}
