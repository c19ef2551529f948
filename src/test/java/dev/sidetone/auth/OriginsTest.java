package dev.sidetone.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final Origins LOCAL = new Origins(true);
    private static final Origins OPEN = new Origins(false);

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"})
    void ourOwnMachineIsLetIn(String host) {
        assertThat(LOCAL.host(List.of(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "192.168.1.2:8080",
                "[::2]:8080",
                "127.0.0.1@evil.example"
            })
    void aNameThatWasPointedHereIsRefusedOnLoopback(String host) {
        assertThat(LOCAL.host(List.of(host))).isPresent();
        assertThat(OPEN.host(List.of(host))).isEmpty();
    }

    @Test
    void oneHostIsNeeded() {
        assertThat(LOCAL.host(List.of())).isPresent();
        assertThat(LOCAL.host(List.of("localhost", "evil.example"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://localhost:8080, 127.0.0.1:8080",
        "http://[::1]:8080, localhost:8080",
        "http://localhost, localhost:80",
    })
    void theServicesOwnPagesMaySend(String origin, String host) {
        assertThat(LOCAL.origin(List.of(origin), host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://talk.example, talk.example",
        "https://talk.example, talk.example:443",
        "https://talk.example:8443, talk.example:8443",
    })
    void theSameHoldsForNamesOnTheNetwork(String origin, String host) {
        assertThat(OPEN.origin(List.of(origin), host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 127.0.0.1:8080",
        "http://127.0.0.1:9999, 127.0.0.1:8080",
        "http://127.0.0.1, 127.0.0.1:8080",
        "null, 127.0.0.1:8080",
        "file://, 127.0.0.1:8080",
        "http://127.0.0.1:8080@evil.example, 127.0.0.1:8080",
        "chrome-extension://abc, 127.0.0.1:8080",
        "http://e vil, 127.0.0.1:8080",
    })
    void pagesOfOtherOriginsAreRefused(String origin, String host) {
        assertThat(LOCAL.origin(List.of(origin), host)).isPresent();
    }

    @Test
    void twoOriginsAreOneTooMany() {
        String own = "http://127.0.0.1:8080";
        assertThat(LOCAL.origin(List.of(own, own), "127.0.0.1:8080")).isPresent();
    }

    @Test
    void programsSendNone() {
        assertThat(LOCAL.origin(List.of(), "127.0.0.1:8080")).isEmpty();
    }
}
