package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
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

    @Property(tries = 3000)
    void aLikenessThatIsNotWorthTheWorkIsNeverTakenForOneThatIs(
            @ForAll("keys") String heard,
            @ForAll("keys") String key,
            @ForAll @DoubleRange(min = 0, max = 1) double least) {
        double right = Likeness.of(Spelling.of(heard), Spelling.of(key), 0);
        double quick = Likeness.of(Spelling.of(heard), Spelling.of(key), least);

        if (right >= least) {
            assertThat(quick).isEqualTo(right);
        } else {
            assertThat(quick).isLessThan(least);
        }
    }

    @Property(tries = 3000)
    void theBitsOfANameNeverMakeItFartherThanItIs(
            @ForAll("keys") String heard, @ForAll("keys") String key) {
        var one = Spelling.of(heard);
        var other = Spelling.of(key);

        assertThat(one.keyBound(other)).isGreaterThanOrEqualTo(Likeness.similarity(heard, key));
        assertThat(one.soundBound(other))
                .isGreaterThanOrEqualTo(Likeness.similarity(one.sound(), other.sound()));
        if (key.contains(heard) && key.length() > heard.length()) {
            assertThat(one.mayBePartOf(other)).isTrue();
        }
    }

    @Property(tries = 300)
    void noNameIsNearerThanTheOnesFound(
            @ForAll @Size(max = 60) List<@From("keys") String> names,
            @ForAll("keys") String heard) {
        var all = new NameTable<String>();
        names.stream().distinct().forEach(name -> all.add("s" + name, name));
        var asked = Spelling.of("s" + heard);
        var expected =
                names.stream()
                        .distinct()
                        .filter(name -> Math.abs(name.length() - heard.length()) <= 3)
                        .map(name -> Likeness.of(asked, Spelling.of("s" + name), 0))
                        .filter(score -> score >= 0.55)
                        .sorted(Comparator.reverseOrder())
                        .limit(3)
                        .toList();

        var found = all.near("s" + heard, 3).stream().map(NameTable.Near::score).toList();

        assertThat(found).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found).hasSizeGreaterThanOrEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).isGreaterThanOrEqualTo(expected.get(i));
        }
    }

    @Provide
    static Arbitrary<String> keys() {
        return Arbitraries.strings().withChars("aabcdegimnorsstu9").ofMinLength(1).ofMaxLength(16);
    }

    @Property
    void anySoundIsShort(@ForAll String text) {
        assertThat(Sound.of(Words.key(text)).length()).isLessThanOrEqualTo(33);
    }
}
