package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CondensedTest {

    private static List<String> names(String path, String source) {
        try (var parser = new SymbolParser()) {
            return parser.parse(path, Language.of(path), source).stream()
                    .map(s -> s.name() + "@" + s.line() + "-" + s.endLine())
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricky")
    void literalsAndCommentsDoNotHideDefinitions(
            String path, String source, List<String> expected) {
        assertThat(names(path, source)).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> tricky() {
        return Stream.of(
                Arguments.of(
                        "A.java",
                        "import a.B;\nclass A {\n  void f() { char c = '{'; String s = \"}\\\"{\"; // {\n  /* } */ }\n  void g() { var t = \"\"\"\n  { \" {\n  \"\"\"; }\n}\nclass B {}\n",
                        List.of("A@2-8", "f@3-4", "g@5-7", "B@9-9")),
                Arguments.of(
                        "A.java",
                        "@Deprecated(since = \"1\") class A { @Foo({1, 2}) int x; }\nrecord P(int a, List<B> b) { P { check(a); } }\n",
                        List.of("A@1-1", "x@1-1", "P@2-2", "a@2-2", "b@2-2", "P@2-2")),
                Arguments.of(
                        "a.rs",
                        "use a::{b, c};\nfn f<'a>(x: &'a str) -> char { let s = r#\"}\"{\"#; '{' }\nstruct S<'a>(&'a u8);\n",
                        List.of("f@2-2", "S@3-3")),
                Arguments.of(
                        "a.go",
                        "package a\nimport (\n\t\"x\"\n)\nfunc (s *S) F(a, b int) (int, error) {\n\tq := `{`\n\treturn 1, nil\n}\ntype S struct{ n int }\n",
                        List.of("F@5-8", "S@9-9", "n@9-9")),
                Arguments.of(
                        "a.cpp",
                        "int f() { auto s = R\"x(}{)x\"; return '}'; }\nclass C { public: void m(int a) { if (a) { } } int n; };\n",
                        List.of("f@1-1", "C@2-2", "m@2-2", "n@2-2")),
                Arguments.of(
                        "a.c",
                        "#ifdef A\nint f(int a) {\n#else\nint f() {\n#endif\n  return 0;\n}\nint g(void) { return 1; }\n",
                        List.of("f@4-7", "g@8-8")),
                Arguments.of(
                        "a.kt",
                        "import a.b\nclass A(val n: Int = f(1)) : B(n) {\n  fun g(x: Int) { val s = \"\"\"{\"\"\" }\n  interface C { fun h() }\n}\n",
                        List.of("A@2-5", "n@2-2", "g@3-3", "C@4-4", "h@4-4")),
                Arguments.of(
                        "a.py",
                        "from a import b\ndef f(a,\n      b=')'):\n  s = \"\"\"\ndef no(): pass\n\"\"\"\n  return s\nclass C:\n  # x\n  def m(self):\n    if 1:\n      def inner(): return 1\n    return 2\n  x = 1\n",
                        List.of("f@2-7", "C@8-14", "m@10-13", "inner@12-12", "x@14-14")),
                Arguments.of(
                        "a.ts",
                        "import { a } from 'b';\n/**\n * class No {}\n */\nexport class A {\n  // class No {}\n  m(): void { const r = /[{\"]/; }\n}\n",
                        List.of("A@5-8", "m@7-7")));
    }

    @Test
    void offsetsLeadBackToTheSource() {
        String source = "/* c */ class Größe { void f() { x(); } int y; }";
        var condensed = Condensed.of(source, Language.JAVA);
        int at = condensed.text().indexOf(" y;") + 1;

        assertThat(condensed.text()).doesNotContain("x()");
        assertThat(source.charAt(condensed.original(at))).isEqualTo('y');
    }

    @Property(tries = 2000)
    void anyTextIsCondensedAndEveryOffsetLeadsIntoIt(
            @ForAll("sources") String source, @ForAll Language language) {
        var condensed = Condensed.of(source, language);

        for (int i = 0; i < condensed.text().length(); i++) {
            assertThat(condensed.original(i))
                    .isBetween(0, source.length() + condensed.text().length());
        }
        assertThat(condensed.text().chars().allMatch(c -> c < 127)).isTrue();
    }

    @Provide
    static Arbitrary<String> sources() {
        return Arbitraries.of(
                        "class",
                        "A",
                        " ",
                        "\n",
                        "{",
                        "}",
                        "(",
                        ")",
                        "\"",
                        "'",
                        "\"\"\"",
                        "/*",
                        "*/",
                        "//",
                        "#",
                        "def",
                        "f",
                        ":",
                        "\\",
                        "fun",
                        "import",
                        ";",
                        "`",
                        "r#\"",
                        "R\"(",
                        "é",
                        "\ud83d\ude00",
                        "\t",
                        "@",
                        "=")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
