package dev.sidetone.usage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sums as CSV, as RFC 4180 has it. Spreadsheets take a cell that begins with one of {@code =+-@}
 * for a formula: it gets an apostrophe in front of it.
 */
public final class UsageCsv {

    private static final String HEAD =
            ",responses,text_in,audio_in,image_in,other_in,cached_text_in,cached_audio_in,"
                    + "cached_image_in,cached_other_in,text_out,audio_out,other_out,total_tokens,"
                    + "seconds,cost_usd,without_price,parked_seconds,saved_usd\r\n";

    private UsageCsv() {}

    /** A line for each sum; the first column has the name of what they are of. */
    public static String write(UsageQuery.By by, List<UsageSum> sums) {
        String head = by.name().toLowerCase(Locale.ROOT) + HEAD;
        return sums.stream().map(UsageCsv::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(UsageSum sum) {
        Tokens t = sum.tokens();
        return Stream.of(
                                cell(sum.key()),
                                sum.responses(),
                                t.in().text(),
                                t.in().audio(),
                                t.in().image(),
                                t.in().other(),
                                t.cached().text(),
                                t.cached().audio(),
                                t.cached().image(),
                                t.cached().other(),
                                t.out().text(),
                                t.out().audio(),
                                t.out().other(),
                                t.total(),
                                BigDecimal.valueOf(sum.millis(), 3).toPlainString(),
                                sum.cost().dollars().toPlainString(),
                                sum.unpriced(),
                                BigDecimal.valueOf(sum.parked().millis(), 3).toPlainString(),
                                sum.parked()
                                        .saved()
                                        .map(saved -> saved.dollars().toPlainString())
                                        .orElse(""))
                        .map(Object::toString)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(String value) {
        String harmless = value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
        return harmless.matches("(?s).*[\",\r\n].*")
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
