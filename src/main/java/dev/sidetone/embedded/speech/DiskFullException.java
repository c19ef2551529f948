package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** There is no room for a model: no other source can help. */
final class DiskFullException extends ModelException {

    private static final long RESERVE = 20_000_000;
    private static final String HELP =
            ". Make room, or name another folder with SIDETONE_MODELS_DIR, and pull again.";

    private DiskFullException(String message) {
        super(message);
    }

    /** Refuses to begin what cannot end: {@code bytes} more are needed in the folder. */
    static void check(Path folder, long bytes) throws IOException, DiskFullException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + RESERVE) {
            throw new DiskFullException(message(folder, bytes + RESERVE, free));
        }
    }

    /** Whether a write failed for want of room. */
    static boolean isCause(IOException e) {
        String message = Objects.toString(e.getMessage(), "");
        return message.contains("No space left") || message.contains("not enough space");
    }

    static DiskFullException whileWriting(Path file) {
        return new DiskFullException("The disk is full: " + file + " could not be written" + HELP);
    }

    private static String message(Path folder, long bytes, long free) {
        return "The disk is full: "
                + folder
                + " needs "
                + megabytes(bytes)
                + " and has "
                + megabytes(free)
                + HELP;
    }

    private static String megabytes(long bytes) {
        return (bytes + 500_000) / 1_000_000 + " MB";
    }
}
