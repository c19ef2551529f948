package dev.sidetone.conversation;

import static dev.sidetone.conversation.UnifiedDiff.Kind.ADDED;
import static dev.sidetone.conversation.UnifiedDiff.Kind.BOTH;
import static dev.sidetone.conversation.UnifiedDiff.Kind.HEAD;
import static dev.sidetone.conversation.UnifiedDiff.Kind.PLACE;
import static dev.sidetone.conversation.UnifiedDiff.Kind.REMOVED;
import static dev.sidetone.conversation.UnifiedDiff.Kind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    private static final String DIFF =
            """
            I changed this:

            diff --git a/A.java b/A.java
            index 1..2 100644
            --- a/A.java
            +++ b/A.java
            @@ -1,3 +1,4 @@ class A {
             one
            -two
            +zwei
            +drei

            \\ No newline at end of file
            - and this is a list again
            """;

    private static List<UnifiedDiff.Kind> kinds(String text) {
        return UnifiedDiff.lines(text).stream().map(UnifiedDiff.Line::kind).toList();
    }

    @Test
    void everyLineOfADiffIsWhatItIs() {
        assertThat(UnifiedDiff.in(DIFF)).isTrue();
        assertThat(kinds(DIFF))
                .containsExactly(
                        TEXT, TEXT, HEAD, HEAD, HEAD, HEAD, PLACE, BOTH, REMOVED, ADDED, ADDED,
                        BOTH, BOTH, TEXT, TEXT);
    }

    @Test
    void severalHunksFollowEachOther() {
        String two = "@@ -1 +1 @@\n-a\n+b\n@@ -9,0 +9,2 @@\n+c\n+d\n";

        assertThat(kinds(two)).containsExactly(PLACE, REMOVED, ADDED, PLACE, ADDED, ADDED, TEXT);
    }

    @Test
    void listsAndRulesAreNoDiff() {
        String list = "- one\n+ two\n--- a rule\n+++ more\n@@ nothing @@\n@@ -x +1 @@";

        assertThat(UnifiedDiff.in(list)).isFalse();
        assertThat(kinds(list)).containsOnly(TEXT);
    }

    @Property
    void noTextIsLost(@ForAll String text) {
        String shown = text.replaceAll("\\R", "\n");

        assertThat(
                        UnifiedDiff.lines(shown).stream()
                                .map(UnifiedDiff.Line::text)
                                .collect(Collectors.joining("\n")))
                .isEqualTo(shown);
    }
}
