package dev.sidetone.workspace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Languages that are told apart by file name; those with a grammar have symbols. */
public enum Language {
    JAVA("Java", true, "java"),
    KOTLIN("Kotlin", true, "kt", "kts"),
    PYTHON("Python", true, "py", "pyi", "pyw"),
    JAVASCRIPT("JavaScript", true, "js", "mjs", "cjs", "jsx"),
    TYPESCRIPT("TypeScript", true, "ts", "mts", "cts"),
    TSX("TSX", true, "tsx"),
    GO("Go", true, "go"),
    RUST("Rust", true, "rs"),
    C("C", true, "c", "h"),
    CPP("C++", true, "cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++", "ipp", "tpp", "inl"),
    C_SHARP("C#", true, "cs"),
    RUBY("Ruby", true, "rb", "rake", "gemspec", "ru"),
    PHP("PHP", true, "php", "phtml", "php5"),
    BASH("Bash", true, "sh", "bash", "zsh", "ksh", "bats"),
    GROOVY("Groovy", false, "groovy", "gradle"),
    SCALA("Scala", false, "scala", "sc"),
    SWIFT("Swift", false, "swift"),
    OBJECTIVE_C("Objective-C", false, "m", "mm"),
    LUA("Lua", false, "lua"),
    PERL("Perl", false, "pl", "pm", "t"),
    SQL("SQL", false, "sql"),
    HTML("HTML", false, "html", "htm", "xhtml", "vue", "svelte"),
    CSS("CSS", false, "css", "scss", "sass", "less"),
    XML("XML", false, "xml", "xsd", "xsl", "xslt"),
    JSON("JSON", false, "json", "jsonc", "json5"),
    YAML("YAML", false, "yaml", "yml"),
    TOML("TOML", false, "toml"),
    PROPERTIES("Properties", false, "properties", "ini", "cfg", "conf", "editorconfig"),
    MARKDOWN("Markdown", false, "md", "markdown", "mdx"),
    PROSE("Text", false, "txt", "rst", "adoc", "asciidoc", "org", "tex"),
    PROTOBUF("Protocol Buffers", false, "proto"),
    DOCKERFILE("Dockerfile", false, "dockerfile"),
    MAKE("Makefile", false, "mk", "mak"),
    OTHER("Other", false);

    private static final Map<String, Language> BY_EXTENSION = new HashMap<>();
    private static final Map<String, Language> BY_NAME =
            Map.of(
                    "dockerfile", DOCKERFILE,
                    "containerfile", DOCKERFILE,
                    "makefile", MAKE,
                    "gnumakefile", MAKE,
                    "rakefile", RUBY,
                    "gemfile", RUBY,
                    "jenkinsfile", GROOVY,
                    "readme", PROSE,
                    "license", PROSE);

    static {
        for (Language language : values()) {
            language.extensions.forEach(e -> BY_EXTENSION.put(e, language));
        }
    }

    private final String title;
    private final boolean grammar;
    private final List<String> extensions;

    Language(String title, boolean grammar, String... extensions) {
        this.title = title;
        this.grammar = grammar;
        this.extensions = Arrays.asList(extensions);
    }

    /** The name as people write it. */
    public String title() {
        return title;
    }

    /** The tag for a fenced code block. */
    public String fence() {
        return this == OTHER || this == PROSE ? "" : extensions.getFirst();
    }

    /** True when symbols are found in it. */
    public boolean hasSymbols() {
        return grammar;
    }

    /** True for what people write programs in, as opposed to data and prose. */
    public boolean isCode() {
        return compareTo(SQL) <= 0;
    }

    /** Told by the file's name alone. */
    public static Language of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Language named = BY_NAME.get(name);
        if (named != null) {
            return named;
        }
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }
}
