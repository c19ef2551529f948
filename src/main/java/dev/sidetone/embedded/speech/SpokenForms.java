package dev.sidetone.embedded.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables of the text front end: lines {@code key = value} beside this class, # for comments. */
final class SpokenForms {

    /** How developers say names and endings; upper case is spelled: {@code md = MD}. */
    static final Map<String, String> WORDS = read("spoken-forms.txt");

    /** Units behind a number: {@code mb = megabytes}. */
    static final Map<String, String> UNITS = read("units.txt");

    private SpokenForms() {}

    static Map<String, String> read(String name) {
        try (InputStream in = SpokenForms.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the build");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*=\\s*", 2))
                    .collect(
                            Collectors.toUnmodifiableMap(pair -> pair[0].strip(), pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
