package dev.sidetone.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsageCommandTest {

    private static final String USAGE =
            "{\"total_tokens\":1500,\"input_tokens\":1000,\"output_tokens\":500,\"input_token_details\":{\"text_tokens\":1000,\"audio_tokens\":0},\"output_token_details\":{\"text_tokens\":500,\"audio_tokens\":0}}";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var line = new CommandLine(new UsageCommand(() -> TestLedgers.store(folder)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private void used() throws Exception {
        try (UsageLedger ledger = TestLedgers.inFile(folder)) {
            ledger.open(UsageLedgerTest.account("c1", Tariff.OWN), "plain", "x", false)
                    .heard(UsageLedgerTest.done("r1", "completed", USAGE));
            ledger.open(UsageLedgerTest.account("c2", Tariff.OWN), "other", "x", false)
                    .heard(UsageLedgerTest.done("r1", "completed", USAGE));
        }
    }

    @Test
    void aPersonReadsLinesAndATotal() throws Exception {
        used();

        assertThat(run("--by", "model")).isZero();

        assertThat(out.toString().lines())
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).startsWith("plain").contains("1,500", "$0.0020"))
                .anySatisfy(line -> assertThat(line).startsWith("other").contains("no price known"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("total").contains("3,000", "at least $0.0020"));
    }

    @Test
    void aProgramReadsJsonOrCsv() throws Exception {
        used();

        assertThat(run("--by", "model", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("by").asText()).isEqualTo("model");
        assertThat(json.at("/sums/1/key").asText()).isEqualTo("plain");
        assertThat(json.at("/sums/1/tokens/total").asLong()).isEqualTo(1500);
        assertThat(json.at("/sums/1/costUsd").decimalValue().toPlainString()).isEqualTo("0.002");
        assertThat(json.at("/sums/0/withoutPrice").asLong()).isEqualTo(1);

        out.getBuffer().setLength(0);
        assertThat(run("--by", "model", "--csv")).isZero();
        assertThat(out.toString()).startsWith("model,responses,").contains("\r\nplain,1,1000,");
    }

    @Test
    void nothingIsSaidInWords() {
        assertThat(run()).isZero();
        assertThat(out.toString().strip()).isEqualTo("Nothing was used.");
    }

    @Test
    void whatIsNoRecordIsRefusedWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("sidetone.db"), "no database at all, but long enough");

        assertThat(run()).isOne();
        assertThat(err.toString()).contains("cannot be read", "not a database");
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        assertThat(run("--from", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--from");
    }
}
