package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that is known of the files: what they define, their names, and the text index. Thread-safe;
 * answers grow while files are added.
 */
final class Catalogue implements AutoCloseable {

    private final ConcurrentSkipListMap<String, SourceFile> files = new ConcurrentSkipListMap<>();
    private final NameTable<Symbol> symbols = new NameTable<>();
    private final NameTable<String> paths = new NameTable<>();
    private final TextIndex text;
    private final AtomicLong version = new AtomicLong();
    private List<String> folders = List.of();
    private long foldersOf;

    Catalogue() throws IOException {
        text = new TextIndex();
    }

    /** Takes a file in, in place of what was known of it. */
    void put(SourceFile file, String content) throws IOException {
        boolean known = files.containsKey(file.path());
        if (known) {
            forget(file.path());
        }
        files.put(file.path(), file);
        names(file).forEach(name -> paths.add(name, file.path()));
        file.symbols().forEach(symbol -> symbols.add(symbol.name(), symbol));
        if (file.content() == SourceFile.Content.TEXT) {
            text.put(file.path(), content, known);
        } else if (known) {
            text.remove(file.path());
        }
        version.incrementAndGet();
    }

    void remove(String path) throws IOException {
        forget(path);
        text.remove(path);
        version.incrementAndGet();
    }

    private void forget(String path) {
        SourceFile file = files.remove(path);
        if (file == null) {
            return;
        }
        names(file).forEach(name -> paths.remove(name, List.of(path)));
        var gone = new HashSet<>(file.symbols());
        gone.forEach(symbol -> symbols.remove(symbol.name(), gone));
    }

    /** A file is asked for with and without its extension. */
    private static List<String> names(SourceFile file) {
        return file.stem().equals(file.name())
                ? List.of(file.name())
                : List.of(file.name(), file.stem());
    }

    Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    Collection<SourceFile> files() {
        return files.values();
    }

    /** Files below a folder that is given with its final {@code /}; all of them for "". */
    List<SourceFile> below(String folder) {
        return new ArrayList<>(files.subMap(folder, folder + Character.MAX_VALUE).values());
    }

    /** Folders of all files; made again only when something changed. */
    synchronized List<String> folders() {
        if (foldersOf != version.get()) {
            foldersOf = version.get();
            var found = new LinkedHashSet<String>();
            files.keySet().forEach(path -> addFolders(path, found));
            folders = List.copyOf(found);
        }
        return folders;
    }

    private static void addFolders(String path, Set<String> found) {
        int slash = path.lastIndexOf('/');
        while (slash > 0 && found.add(path.substring(0, slash + 1))) {
            slash = path.lastIndexOf('/', slash - 1);
        }
    }

    NameTable<Symbol> symbols() {
        return symbols;
    }

    NameTable<String> paths() {
        return paths;
    }

    TextIndex text() {
        return text;
    }

    /** Makes what was put or removed seen by searches. */
    void refresh() throws IOException {
        text.refresh();
        symbols.prepare();
        paths.prepare();
    }

    /** Grows with every change. */
    long version() {
        return version.get();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
