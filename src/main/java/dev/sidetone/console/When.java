package dev.sidetone.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A moment as pages show it.
 *
 * @param iso for the {@code datetime} attribute
 * @param absolute date and time in UTC
 * @param relative how long ago, in words
 * @param clock the time of day alone
 */
public record When(String iso, String absolute, String relative, String clock) {

    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    static When of(Instant at, Instant now) {
        return new When(
                at.toString(),
                ABSOLUTE.format(at),
                ago(Duration.between(at, now)),
                CLOCK.format(at));
    }

    private static String ago(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return count(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }
}
