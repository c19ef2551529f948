package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.access.RpcRights;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The list of what methods need is whole. */
@QuarkusTest
class MethodRightsTest {

    @Inject Methods methods;

    @Test
    void everyMethodHasItsNeed() {
        assertThat(methods.names()).hasSizeGreaterThan(25);
        assertThat(methods.names())
                .as("methods that nobody gave a need")
                .allSatisfy(name -> assertThat(RpcRights.declared(name)).isPresent());
    }
}
