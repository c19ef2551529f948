package dev.sidetone.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens lines of files of the workspace: of those that are listed, and of nothing else. */
final class LineReader {

    /** As many lines as one answer may carry. */
    static final int MOST_LINES = 2_000;

    private static final long MOST_BYTES = 16L << 20;

    private final Confinement confinement;
    private final Catalogue catalogue;

    LineReader(Confinement confinement, Catalogue catalogue) {
        this.confinement = confinement;
        this.catalogue = catalogue;
    }

    CodeLines open(String path, int start, int end) throws PathRefusedException {
        Path real = confinement.resolve(path);
        String listed = confinement.relative(real);
        requireListed(listed, path);
        List<String> all = FileReader.lines(FileReader.decode(bytes(real, listed)));
        int first = Math.clamp(start, 1, Math.max(1, all.size()));
        int most = (int) Math.min(all.size(), first - 1L + MOST_LINES);
        int last = Math.clamp(end, first - 1, Math.max(first - 1, most));
        var lines = all.subList(first - 1, last).stream().map(CleanText::lines).toList();
        return new CodeLines(listed, Language.of(listed), first, all.size(), lines);
    }

    /** What .gitignore hides may be a secret; it stays hidden. */
    private void requireListed(String listed, String asked) throws PathRefusedException {
        Optional<SourceFile> file = catalogue.file(listed);
        if (file.isEmpty()) {
            throw new PathRefusedException(
                    "\"%s\" is not one of the workspace's files: it is a folder, ignored by Git, or"
                                    .formatted(CleanText.line(asked))
                            + " not indexed yet");
        }
        if (file.get().content() == SourceFile.Content.BINARY) {
            throw new PathRefusedException(
                    "\"%s\" is not text: it cannot be shown as code".formatted(listed));
        }
    }

    private static byte[] bytes(Path real, String listed) throws PathRefusedException {
        try {
            if (Files.size(real) > MOST_BYTES) {
                throw new PathRefusedException(
                        "\"%s\" is larger than 16 MiB: open it with an editor".formatted(listed));
            }
            byte[] bytes = Confinement.read(real);
            if (FileReader.isBinary(bytes)) {
                throw new PathRefusedException(
                        "\"%s\" is not text: it cannot be shown as code".formatted(listed));
            }
            return bytes;
        } catch (IOException _) {
            throw new PathRefusedException(
                    "\"%s\" cannot be read: check its permissions".formatted(listed));
        }
    }

    /** The text of an indexed file as it is now; empty when it has gone. */
    String text(String path) {
        return catalogue
                .file(path)
                .filter(f -> f.content() == SourceFile.Content.TEXT)
                .map(this::now)
                .orElse("");
    }

    private String now(SourceFile file) {
        var found = new TreeWalker.Found(file.path(), file.size(), file.modified());
        return FileReader.read(confinement, found).text();
    }
}
