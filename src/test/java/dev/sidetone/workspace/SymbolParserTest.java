package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each language's definitions, written as {@code kind qualified.name@line}. */
class SymbolParserTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void definitionsOfEachLanguageAreFound(String path, String source, List<String> expected) {
        assertThat(symbols(path, source)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> symbols(String path, String source) {
        try (var parser = new SymbolParser()) {
            return parser.parse(path, Language.of(path), source).stream()
                    .map(s -> "%s %s@%d".formatted(s.kind().word(), s.qualified(), s.line()))
                    .toList();
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of(
                        "A.java",
                        """
                        package a;
                        @Deprecated
                        class Store<T> implements Runnable {
                            private int size, left;
                            Store() {}
                            public void run() { int local = 1; }
                            enum Mode { FAST, SLOW }
                            record Pair(int first) {}
                        }
                        interface Port { String send(String x); int LIMIT = 3; }
                        @interface Mark { String value(); }
                        """,
                        List.of(
                                "class Store@3",
                                "field Store.size@4",
                                "field Store.left@4",
                                "constructor Store.Store@5",
                                "method Store.run@6",
                                "enum Store.Mode@7",
                                "constant Mode.FAST@7",
                                "constant Mode.SLOW@7",
                                "record Store.Pair@8",
                                "field Pair.first@8",
                                "interface Port@10",
                                "method Port.send@10",
                                "constant Port.LIMIT@10",
                                "annotation Mark@11",
                                "method Mark.value@11")),
                Arguments.of(
                        "a.kt",
                        """
                        package a
                        class Store(val size: Int) {
                            fun open(): Int { val local = 1; return local }
                            companion object { const val LIMIT = 3 }
                        }
                        interface Port { fun send() }
                        enum class Mode { FAST, SLOW }
                        object Registry
                        typealias Names = List<String>
                        fun String.shout() = uppercase()
                        val version = "1"
                        """,
                        List.of(
                                "class Store@2",
                                "property Store.size@2",
                                "method Store.open@3",
                                "property Store.LIMIT@4",
                                "interface Port@6",
                                "method Port.send@6",
                                "enum Mode@7",
                                "constant Mode.FAST@7",
                                "constant Mode.SLOW@7",
                                "class Registry@8",
                                "type Names@9",
                                "function shout@10",
                                "property version@11")),
                Arguments.of(
                        "a.py",
                        """
                        LIMIT = 3
                        @decorated
                        class Store(Base):
                            size = 0
                            async def open(self):
                                local = 1
                        def parse(text):
                            def inner(): pass
                        """,
                        List.of(
                                "variable LIMIT@1",
                                "class Store@3",
                                "field Store.size@4",
                                "method Store.open@5",
                                "function parse@7",
                                "function inner@8")),
                Arguments.of(
                        "a.js",
                        """
                        const LIMIT = 3;
                        export class Store { #size = 0; open() {} static of() {} }
                        function parse() { const local = 1; }
                        const shout = (x) => x;
                        Store.prototype.close = function () {};
                        exports.run = function run() {};
                        const api = { send() {}, get: () => 1 };
                        """,
                        List.of(
                                "constant LIMIT@1",
                                "class Store@2",
                                "field Store.size@2",
                                "method Store.open@2",
                                "method Store.of@2",
                                "function parse@3",
                                "function shout@4",
                                "method Store.close@5",
                                "method run@6",
                                "function run@6",
                                "constant api@7",
                                "method send@7",
                                "method get@7")),
                Arguments.of(
                        "a.ts",
                        """
                        export interface Port { send(x: string): void; name: string }
                        export type Names = string[];
                        export enum Mode { Fast, Slow = 2 }
                        export abstract class Store<T> { private size = 0; abstract open(): void; close() {} }
                        export function parse(x: string): number { return 1; }
                        export const LIMIT = 3;
                        namespace inner { export const deep = () => 1; }
                        """,
                        List.of(
                                "interface Port@1",
                                "method Port.send@1",
                                "property Port.name@1",
                                "type Names@2",
                                "enum Mode@3",
                                "constant Mode.Fast@3",
                                "constant Mode.Slow@3",
                                "class Store@4",
                                "field Store.size@4",
                                "method Store.open@4",
                                "method Store.close@4",
                                "function parse@5",
                                "constant LIMIT@6",
                                "module inner@7",
                                "function inner.deep@7")),
                Arguments.of(
                        "a.tsx",
                        """
                        export const App = () => <div className="x">{render()}</div>;
                        function render() { return <App />; }
                        """,
                        List.of("function App@1", "function render@2")),
                Arguments.of(
                        "a.go",
                        """
                        package a
                        const Limit = 3
                        var store Store
                        type Store struct { size int }
                        type Port interface { Send(x string) error }
                        type Names []string
                        func New() *Store { local := 1; _ = local; return nil }
                        func (s *Store) Open() {}
                        func (s Store) Close() {}
                        """,
                        List.of(
                                "constant Limit@2",
                                "variable store@3",
                                "struct Store@4",
                                "field Store.size@4",
                                "interface Port@5",
                                "method Port.Send@5",
                                "type Names@6",
                                "function New@7",
                                "method Store.Open@8",
                                "method Store.Close@9")),
                Arguments.of(
                        "a.rs",
                        """
                        pub const LIMIT: u8 = 3;
                        pub struct Store<T> { size: T }
                        enum Mode { Fast, Slow(u8) }
                        pub trait Port { fn send(&self); }
                        impl<T> Store<T> { pub fn open(&self) {} }
                        impl Port for Mode { fn send(&self) {} }
                        mod inner { pub fn deep() {} }
                        macro_rules! shout { () => {} }
                        type Names = Vec<u8>;
                        fn main() { let local = 1; }
                        """,
                        List.of(
                                "constant LIMIT@1",
                                "struct Store@2",
                                "field Store.size@2",
                                "enum Mode@3",
                                "constant Mode.Fast@3",
                                "constant Mode.Slow@3",
                                "trait Port@4",
                                "method Port.send@4",
                                "method Store.open@5",
                                "method Mode.send@6",
                                "module inner@7",
                                "function inner.deep@7",
                                "macro shout@8",
                                "type Names@9",
                                "function main@10")),
                Arguments.of(
                        "a.c",
                        """
                        #define LIMIT 3
                        #define MAX(a, b) ((a) > (b) ? (a) : (b))
                        struct store { int size; };
                        typedef struct { char *name; } pair_t;
                        enum mode { FAST, SLOW };
                        static int count = 0;
                        int open_store(struct store *s);
                        char *name_of(int id) { int local = 1; return 0; }
                        int main(void) { return 0; }
                        """,
                        List.of(
                                "macro LIMIT@1",
                                "macro MAX@2",
                                "struct store@3",
                                "field store.size@3",
                                "type pair_t@4",
                                "field name@4",
                                "enum mode@5",
                                "constant mode.FAST@5",
                                "constant mode.SLOW@5",
                                "variable count@6",
                                "declaration open_store@7",
                                "function name_of@8",
                                "function main@9")),
                Arguments.of(
                        "a.cpp",
                        """
                        namespace app {
                        class Store { public: int size; void open(); int count() const { return 1; } };
                        template <typename T> struct Pair { T first; };
                        enum class Mode { Fast };
                        using Names = int;
                        void Store::open() { int local; }
                        int parse(const char *text) { return 0; }
                        }
                        """,
                        List.of(
                                "module app@1",
                                "class app.Store@2",
                                "field Store.size@2",
                                "declaration Store.open@2",
                                "method Store.count@2",
                                "struct app.Pair@3",
                                "field Pair.first@3",
                                "enum app.Mode@4",
                                "constant Mode.Fast@4",
                                "type app.Names@5",
                                "method Store.open@6",
                                "function app.parse@7")),
                Arguments.of(
                        "a.cs",
                        """
                        namespace App {
                            public class Store : IPort {
                                private int size;
                                public string Name { get; set; }
                                public Store() {}
                                public void Open() { int local = 1; }
                            }
                            interface IPort { void Send(); }
                            enum Mode { Fast }
                            record Pair(int First);
                            delegate void Handler();
                        }
                        """,
                        List.of(
                                "module App@1",
                                "class App.Store@2",
                                "field Store.size@3",
                                "property Store.Name@4",
                                "constructor Store.Store@5",
                                "method Store.Open@6",
                                "interface App.IPort@8",
                                "method IPort.Send@8",
                                "enum App.Mode@9",
                                "constant Mode.Fast@9",
                                "record App.Pair@10",
                                "type App.Handler@11")),
                Arguments.of(
                        "a.rb",
                        """
                        module App
                          LIMIT = 3
                          class Store < Base
                            def open; local = 1; end
                            def self.of; end
                          end
                        end
                        def parse?(text); end
                        """,
                        List.of(
                                "module App@1",
                                "constant App.LIMIT@2",
                                "class App.Store@3",
                                "method Store.open@4",
                                "method Store.of@5",
                                "function parse?@8")),
                Arguments.of(
                        "a.php",
                        """
                        <?php
                        namespace App;
                        interface Port { public function send(); }
                        trait Loud { public function shout() {} }
                        class Store implements Port {
                            const LIMIT = 3;
                            private $size;
                            public function send() { $local = 1; }
                        }
                        enum Mode { case Fast; }
                        function parse($text) {}
                        """,
                        List.of(
                                "module App@2",
                                "interface Port@3",
                                "method Port.send@3",
                                "trait Loud@4",
                                "method Loud.shout@4",
                                "class Store@5",
                                "constant Store.LIMIT@6",
                                "property Store.size@7",
                                "method Store.send@8",
                                "enum Mode@10",
                                "constant Mode.Fast@10",
                                "function parse@11")),
                Arguments.of(
                        "a.sh",
                        """
                        #!/bin/bash
                        LIMIT=3
                        open_store() { local x=1; }
                        function parse { y=2; }
                        """,
                        List.of("variable LIMIT@2", "function open_store@3", "function parse@4")));
    }

    @Test
    void linesAndNamesHoldWithCharactersOfAnyWidth() {
        String source = "// 日本語 😀 ﬁ\nclass Größe { String s = \"😀😀\"; void öffne() {} }\n";

        assertThat(symbols("A.java", source))
                .containsExactly("class Größe@2", "field Größe.s@2", "method Größe.öffne@2");
    }

    @Test
    void brokenCodeGivesWhatCanBeSeen() {
        assertThat(symbols("A.java", "class A { void f( { \n class B {} \0 "))
                .contains("class A@1");
    }
}
