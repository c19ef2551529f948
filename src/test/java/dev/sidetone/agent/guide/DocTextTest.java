package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocTextTest {

    @Test
    void aJavadocIsReadAsProse() {
        var lines =
                List.of(
                        "/**",
                        " * Keeps {@code sessions}, see {@link Store}. More.",
                        " *",
                        " * @param x y",
                        " */",
                        "class A {}");

        assertThat(DocText.sentence(DocText.comment(lines)))
                .isEqualTo("Keeps sessions, see Store.");
    }

    @Test
    void aLicenceIsNoDescription() {
        assertThat(DocText.comment(List.of("/*", " * Copyright 2020 Somebody", " */"))).isEmpty();
    }

    @Test
    void aDocstringIsRead() {
        assertThat(
                        DocText.docstring(
                                List.of(
                                        "    \"\"\"Opens the store.",
                                        "    More.\"\"\"",
                                        "    pass")))
                .startsWith("Opens the store.");
    }

    @Test
    void theFirstParagraphOfAReadmeIsItsProse() {
        var paragraph =
                DocText.readme(
                        List.of(
                                "# Name",
                                "",
                                "[![badge](x)](y)",
                                "",
                                "**Name** keeps [sessions](http://x) of",
                                "many people for a long time.",
                                "",
                                "## Use"));

        assertThat(paragraph.text())
                .isEqualTo("Name keeps sessions of many people for a long time.");
        assertThat(paragraph.startLine()).isEqualTo(5);
        assertThat(paragraph.endLine()).isEqualTo(6);
    }

    @Test
    void codeInACommentIsNotSpoken() {
        assertThat(DocText.comment(List.of("// Runs it.", "// ```", "// run();", "// ```")))
                .isEqualTo("Runs it.");
    }
}
