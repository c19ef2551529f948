package dev.sidetone.transcript;

import dev.sidetone.config.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, as {@code DATABASE_URL} tells it.
 *
 * @param hosts one or more of {@code host:port}, as they stand in the URL
 * @param options what stands behind the question mark, without user and password
 */
public record DatabaseUrl(
        String hosts,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        List<String> options) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://(?:([^/?#@]*)@)?([^/?#@]*)(?:/([^?#]*))?(?:\\?([^#]*))?");

    public DatabaseUrl {
        options = List.copyOf(options);
    }

    /**
     * @throws IllegalArgumentException when it is none; the message repeats nothing of it
     */
    public static DatabaseUrl parse(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw noUrl();
        }
        String who = form.group(1) == null ? "" : form.group(1);
        int colon = who.indexOf(':');
        Optional<String> user = decoded(colon < 0 ? who : who.substring(0, colon));
        Optional<String> password =
                colon < 0 ? Optional.empty() : decoded(who.substring(colon + 1));
        var options = new ArrayList<String>();
        for (String option : (form.group(4) == null ? "" : form.group(4)).split("&")) {
            if (option.startsWith("user=")) {
                user = decoded(option.substring(5));
            } else if (option.startsWith("password=")) {
                password = decoded(option.substring(9));
            } else if (!option.isEmpty()) {
                options.add(option);
            }
        }
        String hosts = form.group(2).isEmpty() ? "localhost" : form.group(2);
        String database = form.group(3) == null ? "" : form.group(3);
        return new DatabaseUrl(hosts, database, user, password.map(Secret::new), options);
    }

    /** For the driver; without user and password. */
    public String jdbc() {
        String query = options.isEmpty() ? "" : "?" + String.join("&", options);
        return "jdbc:postgresql://" + hosts + "/" + database + query;
    }

    /** For people, also for those who need not know where the server is. */
    public String name() {
        return database.isEmpty() ? "(DATABASE_URL)" : database;
    }

    private static Optional<String> decoded(String text) {
        try {
            String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(plain).filter(t -> !t.isEmpty());
        } catch (IllegalArgumentException _) {
            throw noUrl(); // the cause repeats a part of what may be the password
        }
    }

    private static IllegalArgumentException noUrl() {
        return new IllegalArgumentException(
                "DATABASE_URL is no URL of a PostgreSQL database: give"
                        + " postgres://user:password@host:5432/name, with special characters of"
                        + " user and password percent-encoded.");
    }
}
