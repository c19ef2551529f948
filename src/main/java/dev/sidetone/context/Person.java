package dev.sidetone.context;

import dev.sidetone.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who sits at this machine and how it is called, to be taken out of what leaves it. Immutable.
 *
 * @param names of people
 * @param hosts of machines
 * @param homes folders of which nothing is shown
 * @param workspaces folders of which what lies below is shown without them
 */
record Person(Set<String> names, Set<String> hosts, List<Path> homes, List<Path> workspaces) {

    private static final String SOMEONE = "someone";
    private static final String BELOW = "(?:/[^\\s\"'`<>()\\[\\]{},;:|]*)?(?![\\p{L}\\p{N}_-])";
    private static final Pattern MAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    /** Folders of a machine; a path of an HTTP resource begins with none of them. */
    private static final Pattern UNIX_PATH =
            Pattern.compile(
                    "(?:file://)?(?<![\\p{L}\\p{N}_./:])/(?:home|root|Users|Volumes|private|tmp|var"
                            + "|opt|etc|mnt|media|srv|usr|run|data|workspaces?)"
                            + BELOW);

    private static final Pattern WINDOWS_PATH =
            Pattern.compile("\\b[A-Za-z]:\\\\[^\\s\"'`<>()\\[\\]{},;|]*");
    private static final Pattern HOME_OF = Pattern.compile("(?<![\\p{L}\\p{N}])~[\\w.-]*/");

    /** Names that many machines have; they say nothing about anybody. */
    private static final Set<String> NOBODY =
            Set.of(
                    "root",
                    "user",
                    "users",
                    "admin",
                    "administrator",
                    "ubuntu",
                    "debian",
                    "build",
                    "builder",
                    "runner",
                    "jenkins",
                    "docker",
                    "git",
                    "github",
                    "test",
                    "tester",
                    "dev",
                    "developer",
                    "vagrant",
                    "node",
                    "java",
                    "sidetone",
                    "nobody",
                    "guest",
                    "default",
                    "unknown",
                    "localhost",
                    "app",
                    "web",
                    "home",
                    "code",
                    "vscode");

    private static final int SHORTEST = 3;

    Person {
        names = known(names);
        hosts = known(hosts);
        homes = List.copyOf(homes);
        workspaces = List.copyOf(workspaces);
    }

    static Person ofThisMachine() {
        var hosts = new HashSet<String>();
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String value = System.getenv(variable);
            if (value != null) {
                hosts.add(value);
            }
        }
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException _) {
            // It has no name that anybody could learn.
        }
        return new Person(
                Set.of(System.getProperty("user.name", "")),
                hosts,
                List.of(Path.of(System.getProperty("user.home", "/"))),
                List.of());
    }

    /** Also those who committed to a workspace, and where it lies. */
    Person with(Workspace workspace) {
        var all = new HashSet<>(names);
        all.addAll(authors(workspace));
        return new Person(all, hosts, homes, List.of(workspace.root()));
    }

    private static List<String> authors(Workspace workspace) {
        try {
            return workspace.history().isPresent()
                    ? workspace.history().orElseThrow().authors()
                    : List.of();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** The text without anything of this. */
    String takenOutOf(String text) {
        String rest = text;
        for (Path root : workspaces) {
            rest = rest.replace(root + "/", "");
            rest = replaced(rest, at(root, "(?![\\w/-])"), "(workspace)");
        }
        for (Path home : homes) {
            rest = home.getNameCount() > 0 ? replaced(rest, at(home, BELOW), "(path)") : rest;
        }
        rest = replaced(rest, MAIL, "(e-mail)");
        rest = replaced(rest, UNIX_PATH, "(path)");
        rest = replaced(rest, WINDOWS_PATH, "(path)");
        rest = replaced(rest, HOME_OF, "");
        for (String name : longestFirst(names)) {
            rest = replaced(rest, word(name), SOMEONE);
        }
        for (String host : longestFirst(hosts)) {
            rest = replaced(rest, word(host), "(host)");
        }
        return rest;
    }

    private static Pattern at(Path folder, String then) {
        return Pattern.compile(Pattern.quote(folder.toString()) + then);
    }

    private static List<String> longestFirst(Set<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(w -> w))
                .toList();
    }

    private static Set<String> known(Set<String> words) {
        return words.stream()
                .flatMap(word -> Stream.of(word, beforeDot(word)))
                .map(String::strip)
                .filter(word -> word.length() >= SHORTEST)
                .filter(word -> !NOBODY.contains(word.toLowerCase(Locale.ROOT)))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** A host is also known by its first name. */
    private static String beforeDot(String word) {
        int dot = word.indexOf('.');
        return dot < 0 || word.contains(" ") ? word : word.substring(0, dot);
    }

    private static Pattern word(String word) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String replaced(String text, Pattern pattern, String by) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(by));
    }
}
