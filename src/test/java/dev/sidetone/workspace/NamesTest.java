package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private final NameTable<Integer> table = new NameTable<>();

    @BeforeEach
    void fill() {
        int i = 0;
        for (String name :
                List.of(
                        "SessionManager",
                        "session_manager",
                        "parseConfig",
                        "WireCodec",
                        "ConversationId",
                        "QueueName",
                        "base64Decode",
                        "GsonBuilder",
                        "JsonReader",
                        "knownHosts",
                        "physicsEngine",
                        "Size",
                        "$",
                        "writeThrough")) {
            table.add(name, i++);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "parseHTTPConfig_v2, parse http config v 2",
        "SHA256Digest, sha 256 digest",
        "getURL, get url",
        "snake_case-kebab.dot, snake case kebab dot",
        "x, x"
    })
    void identifiersAreCutIntoTheirWords(String identifier, String words) {
        assertThat(String.join(" ", Words.of(identifier))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "stores, stored",
        "storing, store",
        "parsers, parse",
        "entries, entry",
        "classes, class",
        "running, run"
    })
    void formsOfAWordHaveOneStem(String one, String other) {
        assertThat(Words.stem(one)).isEqualTo(Words.stem(other));
    }

    @Test
    void everyWayToWriteANameFindsIt() {
        assertThat(table.same("session manager"))
                .extracting(NameTable.Named::name)
                .containsExactly("SessionManager", "session_manager");
        assertThat(table.exact("session_manager")).containsExactly(1);
        assertThat(table.exact("$")).containsExactly(12);
    }

    @ParameterizedTest
    @CsvSource({
        "session manger, SessionManager",
        "sesion manager, SessionManager",
        "whir codec, WireCodec",
        "wire kodak, WireCodec",
        "jason reader, JsonReader",
        "g son builder, GsonBuilder",
        "cue name, QueueName",
        "noun hosts, knownHosts",
        "fizziks engine, physicsEngine",
        "base sixty four decode, base64Decode",
        "parse confic, parseConfig",
        "conversation I D, ConversationId",
        "right through, writeThrough"
    })
    void misheardNamesAreNearest(String heard, String name) {
        assertThat(table.near(heard, 3))
                .first()
                .satisfies(near ->
                        assertThat(near.bearers())
                                .extracting(NameTable.Named::name)
                                .contains(name));
    }

    @Test
    void unrelatedNamesAreNotOffered() {
        assertThat(table.near("completely different thing", 3)).isEmpty();
    }

    @Test
    void removedNamesAreForgotten() {
        table.remove("SessionManager", List.of(0));
        table.remove("Size", List.of(11));

        assertThat(table.same("sessionmanager"))
                .extracting(NameTable.Named::bearer)
                .containsExactly(1);
        assertThat(table.same("size")).isEmpty();
    }

    @Property
    void distanceIsSymmetricAndBounded(@ForAll String a, @ForAll String b) {
        assertThat(Likeness.distance(a, b))
                .isEqualTo(Likeness.distance(b, a))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }

    @Property
    void anySoundIsShort(@ForAll String text) {
        assertThat(Sound.of(Words.key(text)).length()).isLessThanOrEqualTo(33);
    }
}
