package dev.sidetone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** {@code sidetone.log.format = "json"}, as the console gets it. */
@QuarkusTest
@TestProfile(JsonLogTest.AsJson.class)
class JsonLogTest {

    public static final class AsJson implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sidetone.log.format", "json");
        }
    }

    @Test
    void aLineIsAnObjectWithTheIdsAsFields() throws Exception {
        LogIds.turn("thread-1", "call-1", "turn-1");
        var logged = new ExtLogRecord(Level.INFO, "a \"quoted\"\nline", "x");
        logged.setLoggerName("dev.sidetone.session");
        logged.copyMdc();
        LogIds.clear();

        List<Formatter> formatters =
                Arrays.stream(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                        .filter(ConsoleHandler.class::isInstance)
                        .map(handler -> handler.getFormatter())
                        .toList();
        assertThat(formatters).hasSize(1);
        String text = formatters.getFirst().format(logged);

        assertThat(text.strip().lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(text);
        assertThat(line.path("message").asText()).isEqualTo("a \"quoted\"\nline");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.at("/mdc/threadId").asText()).isEqualTo("thread-1");
        assertThat(line.at("/mdc/callId").asText()).isEqualTo("call-1");
        assertThat(line.at("/mdc/turnId").asText()).isEqualTo("turn-1");
    }
}
