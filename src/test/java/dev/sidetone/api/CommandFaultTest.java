package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.auth.Reader;
import org.junit.jupiter.api.Test;

class CommandFaultTest {

    /** A call that is none stands for any fault of ours. */
    @Test
    @SuppressWarnings("NullAway")
    void aFaultOfOursIsAnsweredAndNotTheEndOfTheSocket() throws Exception {
        var commands = new Commands(new Call(null, null), Reader.EVERYTHING);

        JsonNode reply =
                EventClient.read(
                        commands.carryOut("{\"id\":7,\"command\":\"interrupt\"}").orElseThrow());

        assertThat(reply.path("id").asInt()).isEqualTo(7);
        assertThat(reply.at("/error/status").asInt()).isEqualTo(500);
        assertThat(reply.at("/error/code").asText()).isEqualTo("internal");
        assertThat(reply.at("/error/detail").asText()).contains("its log says more");
    }
}
