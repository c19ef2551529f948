package dev.sidetone.agent.guide;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time as people name it.
 *
 * @param words as said, for the answer; empty for any time
 */
record Period(Span span, int count, String words) {

    static final Period ANY = new Period(Span.ANY, 0, "");

    private static final String NUMBER =
            "\\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of|few";
    private static final Pattern PHRASE =
            Pattern.compile(
                    "(?:\\b(?:in|over|during|within|for|since|from)\\s+)?(?:the\\s+)?(?:"
                            + "\\b(?<day>today|yesterday|this morning|last night)\\b"
                            + "|\\b(?:(?:last|past|previous|recent)\\s+)(?<n>"
                            + NUMBER
                            + ")\\s+(?<unit>hour|day|week|month|year)s?\\b"
                            + "|\\b(?<n2>"
                            + NUMBER
                            + ")\\s+(?<unit2>hour|day|week|month|year)s?\\s+ago\\b"
                            + "|\\b(?<which>this|last|past|previous)\\s+(?<unit3>hour|day|week|month|year)\\b"
                            + "|\\b(?:since\\s+|last\\s+|on\\s+)(?<weekday>monday|tuesday|wednesday"
                            + "|thursday|friday|saturday|sunday)\\b)",
                    Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("a", 1),
                    Map.entry("an", 1),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("couple of", 2),
                    Map.entry("three", 3),
                    Map.entry("few", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("twelve", 12));

    enum Span {
        ANY,
        TODAY,
        YESTERDAY,
        THIS_WEEK,
        LAST_WEEK,
        THIS_MONTH,
        LAST_MONTH,
        THIS_YEAR,
        LAST_YEAR,
        HOURS,
        DAYS,
        WEEKS,
        MONTHS,
        YEARS,
        SINCE_WEEKDAY
    }

    /** A period and what is left of the words without it. */
    record Cut(Period period, String rest) {}

    /** Instants, the end open when it is now. */
    record Bounds(Optional<Instant> since, Optional<Instant> until) {}

    /** Takes the first naming of a time out of a text. */
    static Cut cut(String text) {
        Matcher m = PHRASE.matcher(text);
        if (!m.find()) {
            return new Cut(ANY, text);
        }
        String rest = (text.substring(0, m.start()) + " " + text.substring(m.end())).strip();
        String words = m.group().strip().toLowerCase(Locale.ROOT);
        return new Cut(parse(m, words), rest.replaceAll("\\s+", " "));
    }

    private static Period parse(Matcher m, String words) {
        if (m.group("day") != null) {
            boolean today = m.group("day").toLowerCase(Locale.ROOT).matches("today|this morning");
            return new Period(today ? Span.TODAY : Span.YESTERDAY, 0, words);
        }
        if (m.group("unit") != null) {
            return new Period(units(m.group("unit")), number(m.group("n")), words);
        }
        if (m.group("unit2") != null) {
            return new Period(units(m.group("unit2")), number(m.group("n2")), words);
        }
        if (m.group("unit3") != null) {
            return named(m.group("which"), m.group("unit3"), words);
        }
        int day = DayOfWeek.valueOf(m.group("weekday").toUpperCase(Locale.ROOT)).getValue();
        return new Period(Span.SINCE_WEEKDAY, day, words);
    }

    private static Span units(String unit) {
        return Span.valueOf(unit.toUpperCase(Locale.ROOT) + "S");
    }

    private static int number(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.chars().allMatch(Character::isDigit)
                ? (int)
                        Math.min(
                                Long.parseLong(lower.substring(0, Math.min(9, lower.length()))),
                                10_000)
                : NUMBERS.getOrDefault(lower, 1);
    }

    private static Period named(String which, String unit, String words) {
        boolean here = which.equalsIgnoreCase("this");
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "week" -> new Period(here ? Span.THIS_WEEK : Span.LAST_WEEK, 0, words);
            case "month" -> new Period(here ? Span.THIS_MONTH : Span.LAST_MONTH, 0, words);
            case "year" -> new Period(here ? Span.THIS_YEAR : Span.LAST_YEAR, 0, words);
            case "hour" -> new Period(Span.HOURS, 1, words);
            default -> new Period(here ? Span.TODAY : Span.DAYS, 1, words);
        };
    }

    /**
     * Where it begins and ends, seen from now. "Last week" is the seven days before today up to
     * now: who asks on a Monday means the days since, not the calendar.
     */
    Bounds bounds(Instant now, ZoneId zone) {
        ZonedDateTime at = now.atZone(zone);
        LocalDate today = at.toLocalDate();
        return switch (span) {
            case ANY -> new Bounds(Optional.empty(), Optional.empty());
            case TODAY -> since(today, zone);
            case YESTERDAY -> between(today.minusDays(1), today, zone);
            case THIS_WEEK ->
                    since(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case LAST_WEEK -> since(today.minusWeeks(1), zone);
            case THIS_MONTH -> since(today.withDayOfMonth(1), zone);
            case LAST_MONTH -> since(today.minusMonths(1), zone);
            case THIS_YEAR -> since(today.withDayOfYear(1), zone);
            case LAST_YEAR -> since(today.minusYears(1), zone);
            case HOURS ->
                    new Bounds(Optional.of(now.minus(count, ChronoUnit.HOURS)), Optional.empty());
            case DAYS -> since(today.minusDays(count), zone);
            case WEEKS -> since(today.minusWeeks(count), zone);
            case MONTHS -> since(today.minusMonths(count), zone);
            case YEARS -> since(today.minusYears(count), zone);
            case SINCE_WEEKDAY ->
                    since(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(count))), zone);
        };
    }

    private static Bounds since(LocalDate day, ZoneId zone) {
        return new Bounds(Optional.of(day.atStartOfDay(zone).toInstant()), Optional.empty());
    }

    private static Bounds between(LocalDate from, LocalDate to, ZoneId zone) {
        return new Bounds(
                Optional.of(from.atStartOfDay(zone).toInstant()),
                Optional.of(to.atStartOfDay(zone).toInstant()));
    }
}
