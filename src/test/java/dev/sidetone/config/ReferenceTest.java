package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");

    @Test
    void theReferencePageSaysWhatTheTableOfKeysSays() throws IOException {
        if (Boolean.getBoolean("sidetone.docs.write")) {
            Files.writeString(PAGE, Reference.page());
        }
        assertThat(PAGE).hasContent(Reference.page());
    }

    @Test
    void everyDefaultIsAGoodValue() {
        assertThat(KeyTable.ALL)
                .filteredOn(key -> !key.fallback().isEmpty())
                .hasSizeGreaterThan(8)
                .allSatisfy(key -> assertThat(key.byDefault()).isPresent());
    }
}
