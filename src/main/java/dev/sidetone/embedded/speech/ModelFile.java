package dev.sidetone.embedded.speech;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One file of a model.
 *
 * @param name its name in the models folder and on a mirror
 * @param bytes its exact size
 * @param sha256 lower-case hex; what does not match is never put in place
 * @param urls where its authors publish it, tried in order
 * @param recipe how to get it from Python packages, for networks that only have a package mirror
 */
record ModelFile(
        String name, long bytes, String sha256, List<URI> urls, Optional<PackageRecipe> recipe) {

    ModelFile {
        urls = List.copyOf(urls);
    }
}
