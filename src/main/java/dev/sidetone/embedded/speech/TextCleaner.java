package dev.sidetone.embedded.speech;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes plain words and marks of written text: no control or invisible characters, no accents, no
 * markup, signs and abbreviations written out.
 */
final class TextCleaner {

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String regex, String replacement) {
            return new Rule(Pattern.compile(regex), replacement);
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("\\p{M}", ""),
                    Rule.of("[\\p{Cc}\\p{Zl}\\p{Zp}]", " "),
                    Rule.of("[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]", ""),
                    Rule.of("[\u2018\u2019\u02bc]", "'"),
                    Rule.of("\\s*[\u2014\u2013]\\s*|\\s-+\\s|\\.{3,}|\u2026", " , "),
                    Rule.of("(?i)\\be\\.g\\.,?", "for example"),
                    Rule.of("(?i)\\bi\\.e\\.,?", "that is"),
                    Rule.of("(?i)\\betc\\.", "et cetera"),
                    Rule.of("(?i)\\bvs\\.?(?=\\s)", "versus"),
                    Rule.of("\\bDr\\.(?=\\s)", "doctor"),
                    Rule.of("\\bMrs\\.(?=\\s)", "missis"),
                    Rule.of("\\bMr\\.(?=\\s)", "mister"),
                    Rule.of("\\bNo\\.(?=\\s\\d)", "number"),
                    Rule.of("(?i)\\bc\\+\\+", "C plus plus"),
                    Rule.of("\\b([CFJ])#", "$1 sharp"),
                    Rule.of("(?<=\\s|^)\\.NET\\b", "dot net"),
                    Rule.of("[-=]>", " to "),
                    Rule.of("!==?", " is not "),
                    Rule.of("===?", " equals "),
                    Rule.of("<=", " at most "),
                    Rule.of(">=", " at least "),
                    Rule.of("&&", " and "),
                    Rule.of("\\|\\|", " or "),
                    Rule.of("(?<=\\w)::(?=\\w)", "."),
                    Rule.of("(?<=\\s|^)~(?=\\d)", "about "),
                    Rule.of("(?<=\\s|^)~/", "home/"),
                    Rule.of("(?<=\\s|^)--?(?=[a-zA-Z])", "dash "),
                    Rule.of("(?<=\\w)\\(\\)", ""),
                    Rule.of("[()\\[\\]{}]", " , "),
                    Rule.of("\\*(?=\\.\\w)", " star "),
                    Rule.of("[\"\u201c\u201d\u00ab\u00bb`*]", " "),
                    Rule.of("(?<=\\d),(?=\\d{3}(?!\\d))", ""),
                    Rule.of("(\\s+,)+\\s*$", ""));

    private TextCleaner() {}

    static String clean(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        for (Rule rule : RULES) {
            plain = rule.pattern().matcher(plain).replaceAll(rule.replacement());
        }
        return plain.strip();
    }
}
