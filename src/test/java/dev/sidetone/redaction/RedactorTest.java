package dev.sidetone.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final Pattern MARK = Pattern.compile("\\[redacted: ([^]]*)]");

    /**
     * What is to go, in the words around it. Put together here, so that no scanner takes offence.
     */
    static final List<List<String>> CANARIES =
            List.of(
                    canary(
                            "ghp",
                            "_16C7e42F292c6912E7710c838347Ae178B4a",
                            "git push with %s fails"),
                    canary("glpat", "-x3Zb8Qm1Lr7Tn5Vw2Yd4", "use %s."),
                    canary("AKIA", "QYLPMN5HFIQR7XYA", "key %s, region eu"),
                    canary("sk-ant-", "api03-Zx8Qm1Lr7Tn5Vw2Yd4Zb8Qm1Lr7Tn5Vw2Y", "%s"),
                    canary(
                            "sk-proj-",
                            "Zx8Qm1Lr7Tn5Vw2Yd4Zb8Qm1Lr7Tn5Vw2Y",
                            "export OPENAI_API_KEY=%s"),
                    canary("AIza", "SyD3Zb8Qm1Lr7Tn5Vw2Yd4Zb8Qm1Lr7Tn5V", "?key=%s&x=1"),
                    canary("xoxb", "-1234567890-abcdefGHIJ12", "slack %s!"),
                    canary("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc", "(%s)"),
                    canary("npm_", "Zx8Qm1Lr7Tn5Vw2Yd4Zb8Qm1Lr7Tn5Vw2Y3a", "%s"),
                    canary("hf_", "ZxQmLrTnVwYdZbQmLrTnVwYZxQmLrTnVwY", "token %s"),
                    canary(
                            "eyJ",
                            "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
                            "%s"),
                    canary("9f8e", "7d6c5b4a39281706f5e4", "Authorization: Bearer %s"),
                    canary("s3cr", "etPa55", "postgres://app:%s@db.internal/app"),
                    canary("Zx8Q", "m1Lr7Tn5Vw2Y", "db_password = \"%s\""),
                    canary("Zx8Q", "m1Lr7Tn5Vw2Yd4", "{\"api_key\": \"%s\"}"),
                    canary("blue", " elephant seven", "My password is %s, please log in."),
                    canary("four", " two one nine", "the PIN is %s"),
                    canary("hunter2", "", "So my new database password was now %s."),
                    canary("jane.doe", "@example.co.uk", "write to %s about it"),
                    canary("+49 30 ", "1234 5678", "call %s today"),
                    canary("(415) ", "555-2671", "call %s today"),
                    canary("4111 1111 ", "1111 1111", "card %s, thanks"),
                    canary("37828224", "6310005", "card %s"));

    private static List<String> canary(String begin, String rest, String sentence) {
        return List.of(begin + rest, sentence.formatted(begin + rest));
    }

    @ParameterizedTest
    @FieldSource("CANARIES")
    void whatIsSecretOrPersonalGoesAndTheRestStays(List<String> canary) {
        String clean = REDACTOR.redact(canary.getLast());

        assertThat(clean).doesNotContain(canary.getFirst()).contains("[redacted: ");
        assertThat(clean.replaceFirst("\\[redacted: [^]]+]", canary.getFirst()))
                .isEqualTo(canary.getLast());
        assertThat(REDACTOR.redact(clean)).isEqualTo(clean);
        assertThat(Redactor.none().redact(canary.getLast())).isEqualTo(canary.getLast());
    }

    @Test
    void aPrivateKeyGoesWholeAlsoWhenItsEndIsMissing() {
        String key = "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEpAIBAAKCAQEA\nabc\n";

        assertThat(REDACTOR.redact("see\n" + key + "-----END RSA PRIVATE " + "KEY-----\nthere"))
                .isEqualTo("see\n[redacted: private key]\nthere");
        assertThat(REDACTOR.redact(key)).isEqualTo("[redacted: private key]");
    }

    @Test
    void allOfSeveralGo() {
        String text =
                "a@example.com and b@example.com and "
                        + "ghp"
                        + "_16C7e42F292c6912E7710c838347Ae178B4a";

        assertThat(REDACTOR.redact(text))
                .isEqualTo(
                        "[redacted: e-mail address] and [redacted: e-mail address] and [redacted:"
                                + " GitHub token]");
        assertThat(kinds(REDACTOR.redact(text)))
                .containsExactly("e-mail address", "e-mail address", "GitHub token");
    }

    private static List<String> kinds(String clean) {
        return MARK.matcher(clean).results().map(mark -> mark.group(1)).toList();
    }

    @Test
    void ownRulesFindWhatTheyAreFor() {
        Redactor own =
                Redactor.standard()
                        .with(
                                Map.of(
                                        "customer id",
                                        "cust(omer)? (?P<secret>[0-9]{6,})",
                                        "ticket",
                                        "T-[0-9]+"));

        assertThat(own.redact("customer 123456 has T-9, T-10; mail a.b@corp.org"))
                .isEqualTo(
                        "customer [redacted: customer id] has [redacted: ticket], [redacted:"
                                + " ticket]; mail [redacted: e-mail address]");
        assertThat(own.redact("customer 12 has none")).isEqualTo("customer 12 has none");
    }

    @Test
    void noTextMakesAnOwnRuleRunForLong() {
        Redactor own = Redactor.standard().with(Map.of("trap", "(x+x+)+y"));

        assertThat(own.redact("x".repeat(5_000))).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SessionManager is defined in SessionManager.java, line 12.",
                "The password is stored as a hash.",
                "the token is checked in TokenFilter",
                "@Override public void run() {}",
                "String password = System.getenv(\"DATABASE_PASSWORD\");",
                "private final String apiKeyHeader = \"X-Api-Key\";",
                "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                "01a200da-0000-7000-8000-000000000000",
                "sha512-z1hVxO4M3UE9yQ/7dA4Y1N1cUuVtMwIBf0c7z1hVxO4M3UE9yQ/7dA4Y1N1cUuVtMwIBf0c==",
                "http://127.0.0.1:8080/conversations?after=1795310687299",
                "long timeout = 4111_1111;",
                "git@github.com/owner/name",
                "between 2026-11-22 and 2026-12-24",
                "1795310687299 is a time in milliseconds",
            })
    void ordinaryWordsAndCodeStay(String text) {
        assertThat(REDACTOR.redact(text)).isEqualTo(text);
    }

    @Test
    void ordinaryCodeStaysButForOneLineInAThousandAtMost() throws IOException {
        var kinds = new TreeMap<String, Integer>();
        long lines = 0;
        long found = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                for (String line : Files.readAllLines(file)) {
                    lines++;
                    List<String> here = kinds(REDACTOR.redact(line));
                    here.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
                    found += here.isEmpty() ? 0 : 1;
                }
            }
        }
        double share = (double) found / lines;
        System.out.printf(
                "Redacted in ordinary code: %d of %d lines, %.4f %%, %s%n",
                found, lines, 100 * share, kinds);
        assertThat(lines).isGreaterThan(20_000);
        assertThat(share).isLessThanOrEqualTo(0.001);
    }

    @Property
    void anyTextIsLookedThroughAndOnceIsEnough(@ForAll @StringLength(max = 300) String text) {
        String clean = REDACTOR.redact(text);

        assertThat(REDACTOR.redact(clean)).isEqualTo(clean);
    }

    @Test
    void aLongTextThatAlmostMatchesIsLookedThroughInProportion() {
        String hostile =
                ("password = " + "a".repeat(600) + " -----BEGIN PRIVATE KEY x ").repeat(500)
                        + "://".repeat(5_000)
                        + "my password is ".repeat(2_000);

        assertThat(REDACTOR.redact(hostile)).isNotEmpty();
    }
}
