package dev.sidetone.embedded.media;

import dev.sidetone.embedded.MediaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An SDP text taken apart: what stands before the first {@code m=} line, and its two sections. */
record Sections(Section session, Section audio, Section data) {

    /** The lines from one {@code m=} line to the next. */
    record Section(String name, List<String> lines) {

        /** The words of the {@code m=} line: kind, port, protocol, formats. */
        List<String> media() {
            return List.of(lines.getFirst().substring(2).split(" +"));
        }

        /** Values of all {@code a=name:value} lines. */
        List<String> all(String attribute) {
            String start = "a=" + attribute + ":";
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }

        Optional<String> one(String attribute) {
            return all(attribute).stream().findFirst();
        }

        boolean has(String flag) {
            return lines.contains("a=" + flag);
        }
    }

    static Sections of(List<String> lines) throws MediaException {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("m=")) {
                starts.add(i);
            }
        }
        if (starts.size() != 2) {
            throw OfferParser.bad("it has " + starts.size() + " media sections instead of two");
        }
        Section first = section(lines.subList(starts.get(0), starts.get(1)));
        Section second = section(lines.subList(starts.get(1), lines.size()));
        Section session = new Section("the session part", lines.subList(0, starts.get(0)));
        if (is(first, "audio") && is(second, "application")) {
            return new Sections(session, first, second);
        }
        if (is(first, "application") && is(second, "audio")) {
            return new Sections(session, second, first);
        }
        throw OfferParser.bad("it needs one audio section and one application section");
    }

    /** The attribute of the section, or else of the session part. */
    Optional<String> inherited(Section section, String attribute) {
        return section.one(attribute).or(() -> session.one(attribute));
    }

    private static Section section(List<String> lines) throws MediaException {
        Section section = new Section("the section " + lines.getFirst(), List.copyOf(lines));
        if (section.media().size() < 4 || !section.media().get(1).matches("[1-9][0-9]{0,4}")) {
            throw OfferParser.bad(section.name() + " is malformed or switched off by port 0");
        }
        return section;
    }

    private static boolean is(Section section, String kind) {
        return section.media().getFirst().equals(kind);
    }
}
