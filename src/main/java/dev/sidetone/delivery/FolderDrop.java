package dev.sidetone.delivery;

import dev.sidetone.config.DeliverySettings.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a conversation into a folder: whole or not at all, and nowhere else. */
final class FolderDrop {

    private FolderDrop() {}

    static void put(Folder target, String name, AtomicFile.Content content)
            throws DeliveryException {
        Path file = target.path().resolve(name).normalize();
        Path parent = file.getParent();
        if (parent == null || !file.startsWith(target.path()) || file.equals(target.path())) {
            throw DeliveryException.lasting("The name " + name + " leads out of the folder.");
        }
        try {
            Files.createDirectories(target.path());
            Files.createDirectories(parent);
            if (!parent.toRealPath().startsWith(target.path().toRealPath())) {
                throw DeliveryException.lasting(
                        "A link in the folder leads out of it: "
                                + target.path().relativize(parent));
            }
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw DeliveryException.passing(
                    "The folder %s cannot be written (%s). Make it writable for this user."
                            .formatted(target.path(), e.getClass().getSimpleName()));
        }
    }
}
