package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        List.of("A@5-8", "m@7-7")),
                Arguments.of(
                        "a.ts",
                        "export function f(a: { n: number }): Promise<{ x: 1 }> {\n  const s = `}${ '`' }`;\n  if (a / 2 > 1 / 2) { return g(/[/}]+/i); } else { h(() => { class In {} }); }\n  return { s, f: () => 1 };\n}\ntype T = () => { p: string };\ninterface I { else: T; then(): T }\n",
                        List.of(
                                "f@1-5",
                                "In@3-3",
                                "f@4-4",
                                "T@6-6",
                                "p@6-6",
                                "I@7-7",
                                "else@7-7",
                                "then@7-7")),
                Arguments.of(
                        "a.js",
                        "import {\n  a\n} from 'b'\nexports.go = function () {\n  try { a() } catch { b() } finally { c(x => { x }) }\n  const inner = () => 1\n  return x ? { k() {} } : 0\n}\ndescribe('x', () => { it('y', () => { z({ m: 1 }) }) })\nclass C { get v() { return 1 / 2 } static { w() } }\n",
                        List.of("go@4-8", "inner@6-6", "k@7-7", "C@10-10", "v@10-10")),
                Arguments.of(
                        "A.java",
                        "class A<T extends B<T>> {\n  static { run(); }\n  private static final Map<String, List<T>> M = new HashMap<String, List<T>>(), N = a < b ? f(1, 2) : null;\n  public <R> R get(R r) throws E { return r; }\n  enum K { X(1) { void f() {} }, Y }\n}\n",
                        List.of("A@1-6", "M@3-3", "N@3-3", "get@4-4", "K@5-5", "X@5-5", "Y@5-5")),
                Arguments.of(
                        "a.rs",
                        "#![allow(x)]\npub(crate) use a::b;\n#[derive(D)]\npub(in a::b) struct S<T: A<u8>>(pub T);\nimpl<'a, T> S<T> where T: A<u8> {\n  pub const fn f<F: Fn(u8) -> [u8; 2]>(&self, f: F) -> u8 where F: X { f(1)[0] }\n}\npub(super) static N: [u8; 2] = [1; 2];\nmacro_rules! m { ($a:expr) => { $a }; }\n",
                        List.of("S@4-4", "f@6-6", "N@8-8", "m@9-9")),
                Arguments.of(
                        "a.py",
                        "'''doc'''\nA, B = 1, (\n  2)\nc: int = 3 # x\nf(1).d = 4\nif A == B:\n\tD = '''\nclass No: pass\n'''\n@deco(\n  1)\nasync def g(a): # x\n  class In:\n    e = 1\n    'doc'\n  if a:\n    def deep(): pass\n  return [\n  ]\n  # end\nclass E(A): f = 1\n",
                        List.of(
                                "A@2-3",
                                "B@2-3",
                                "c@4-4",
                                "D@7-9",
                                "g@12-20",
                                "In@13-15",
                                "e@14-14",
                                "deep@17-17",
                                "E@21-21",
                                "f@21-21")));
    }

    @Test
    void thisRepositoryHasTheSameDefinitionsCondensedAndWhole() throws IOException {
        try (var parser = new SymbolParser();
                var files = Files.walk(Path.of("web-console/static"))) {
            var scripts = files.filter(f -> f.toString().endsWith(".js")).sorted().toList();
            assertThat(scripts).isNotEmpty();
            for (Path script : scripts) {
                String text = Files.readString(script);
                assertThat(parser.parse("s", Language.JAVASCRIPT, text))
                        .as(script.toString())
                        .isEqualTo(parser.parseWhole("s", Language.JAVASCRIPT, text));
            }
        }
    }

    @Test
    void whatIsCondensedTooMuchIsParsedWhole() {
        String source =
                "function f() { try { try { a(); } finally { g = () => 1; } } catch { b(); } }\n";

        assertThat(names("a.js", source)).containsExactly("f@1-1", "g@1-1");
    }

    @Test
    void bodiesThatDefineNothingAreLeftOut() {
        var script =
                Condensed.of(
                        "it('x', () => { expect(1).toBe({ a: [1] }); });\nfunction f(a) { return a; }\n",
                        Language.TYPESCRIPT);
        var python = Condensed.of("def f(a, b):\n  return a\n\nX = [\n  1]\n", Language.PYTHON);

        assertThat(script.text()).isEqualTo("it();\nfunction f() {}\n");
        assertThat(python.text()).isEqualTo("def f():\n 0\nX=0\n");
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
                        "=",
                        "<",
                        ">",
                        "[",
                        "]",
                        "/",
                        "${",
                        "=>",
                        "else",
                        "try",
                        "function",
                        "pub(",
                        "fn",
                        "where")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
