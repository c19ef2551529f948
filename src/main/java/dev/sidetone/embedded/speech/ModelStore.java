package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The models folder. A file in it under its own name is whole: it was hashed before it was moved
 * there in one step. Thread-safe; holds no state.
 */
record ModelStore(Path folder) {

    /** Counted up when the graphs made of a model change. */
    private static final int LAYOUT = 1;

    /** What a look at a model's files tells. */
    enum State {
        PRESENT,
        MISSING,
        DAMAGED
    }

    Path path(ModelFile file) {
        return folder.resolve(file.name());
    }

    /** Quick: by existence and size. */
    boolean has(ModelFile file) {
        try {
            return Files.size(path(file)) == file.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    boolean has(Model model) {
        return model.files().stream().allMatch(this::has);
    }

    List<ModelFile> missing(Collection<Model> models) {
        return models.stream()
                .flatMap(model -> model.files().stream())
                .filter(file -> !has(file))
                .toList();
    }

    /** Thorough: reads and hashes every file. */
    State verify(Model model) throws IOException {
        if (model.files().stream().noneMatch(file -> Files.exists(path(file)))) {
            return State.MISSING;
        }
        for (ModelFile file : model.files()) {
            if (!has(file) || !Sha256.of(path(file)).equals(file.sha256())) {
                return State.DAMAGED;
            }
        }
        return State.PRESENT;
    }

    /** Deletes a model's files, finished or not; returns whether there were any. */
    boolean remove(Model model) throws IOException {
        boolean any = false;
        for (ModelFile file : model.files()) {
            any |= Files.deleteIfExists(path(file));
            any |= Files.deleteIfExists(partial(file));
            any |= Files.deleteIfExists(encoderOf(path(file)));
            any |= Files.deleteIfExists(decoderOf(path(file)));
        }
        return any;
    }

    /** Where a download grows. */
    Path partial(ModelFile file) {
        return folder.resolve(file.name() + ".part");
    }

    /** Where the encoder that is made of a recognition model is kept. */
    static Path encoderOf(Path model) {
        return made(model, "encoder");
    }

    /** Where the decoder that is made of a recognition model is kept. */
    static Path decoderOf(Path model) {
        return made(model, "decoder");
    }

    private static Path made(Path model, String part) {
        return model.resolveSibling(model.getFileName() + "." + part + "-v" + LAYOUT + ".onnx");
    }
}
