package dev.sidetone.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key's name: {@code model_providers."my.host".base_url} has three parts. In the table of keys a
 * part {@code *} stands for any, and a last part {@code **} for all that follows.
 */
record Name(List<String> parts) implements Comparable<Name> {

    static final String ANY = "*";
    static final String REST = "**";

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_*-]+");

    Name {
        parts = List.copyOf(parts);
    }

    /** Of a plain dotted name, without quotes. */
    static Name of(String dotted) {
        return new Name(List.of(dotted.split("\\.", -1)));
    }

    int size() {
        return parts.size();
    }

    String part(int index) {
        return parts.get(index);
    }

    String last() {
        return parts.getLast();
    }

    Name from(int index) {
        return new Name(parts.subList(index, parts.size()));
    }

    Name under(Name prefix) {
        var all = new ArrayList<>(prefix.parts);
        all.addAll(parts);
        return new Name(all);
    }

    /** What stands before a name that this one ends with, as it is written: a profile's table. */
    String before(Name end) {
        String whole = toString();
        return whole.substring(0, whole.length() - end.toString().length());
    }

    /** True when this pattern stands for that name. */
    boolean covers(Name name) {
        boolean open = last().equals(REST);
        boolean longEnough = open ? name.size() >= size() : name.size() == size();
        return longEnough && agrees(name, open ? size() - 1 : size());
    }

    /** True when that name is a table in which this pattern's keys stand. */
    boolean isUnder(Name name) {
        return name.size() < size() && agrees(name, name.size());
    }

    private boolean agrees(Name name, int count) {
        for (int i = 0; i < count; i++) {
            if (!part(i).equals(ANY) && !part(i).equals(name.part(i))) {
                return false;
            }
        }
        return true;
    }

    /** This pattern with what that name has in place of the wildcards. */
    Name filledFrom(Name name) {
        var filled = new ArrayList<String>();
        for (int i = 0; i < size(); i++) {
            boolean wild = part(i).equals(ANY) && i < name.size();
            filled.add(wild ? name.part(i) : part(i));
        }
        return new Name(filled);
    }

    @Override
    public int compareTo(Name other) {
        return toString().compareTo(other.toString());
    }

    /** As it stands in a file: parts with anything but letters, digits, _ and - are quoted. */
    @Override
    public String toString() {
        return parts.stream().map(Name::written).collect(Collectors.joining("."));
    }

    private static String written(String part) {
        return BARE.matcher(part).matches() ? part : TomlText.of(part);
    }
}
