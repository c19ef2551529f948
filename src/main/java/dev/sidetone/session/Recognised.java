package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.wire.ServerEvent.TranscriptionCompleted;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a recogniser says of the words it heard, besides the words. Servers are foreign: what they
 * say in another shape than the protocol's counts as not said. Pure.
 */
final class Recognised {

    private static final String UNDETERMINED = "und";

    private Recognised() {}

    static ItemDetails details(TranscriptionCompleted event) {
        ItemDetails known =
                language(event.languages()).map(ItemDetails.NONE::in).orElse(ItemDetails.NONE);
        OptionalDouble sure = confidence(event.logprobs());
        return sure.isPresent() ? known.sure(sure.getAsDouble()) : known;
    }

    /**
     * The geometric mean of the probabilities of the tokens, {@code exp(mean(logprob))}: one value
     * from 0 to 1 that does not fall with the length of the words.
     */
    private static OptionalDouble confidence(@Nullable JsonNode logprobs) {
        if (logprobs == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble mean =
                StreamSupport.stream(logprobs.spliterator(), false)
                        .map(token -> token.path("logprob"))
                        .filter(JsonNode::isNumber)
                        .mapToDouble(JsonNode::doubleValue)
                        .filter(Double::isFinite)
                        .map(chance -> Math.min(0, chance))
                        .average();
        return mean.isPresent()
                ? OptionalDouble.of(Math.exp(mean.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** The first that is named, as a BCP 47 tag. */
    private static Optional<String> language(@Nullable JsonNode languages) {
        return Optional.ofNullable(languages)
                .map(list -> list.path(0).path("code"))
                .filter(JsonNode::isTextual)
                .flatMap(code -> tag(code.textValue().strip()));
    }

    private static Optional<String> tag(String code) {
        try {
            String tag = new Locale.Builder().setLanguageTag(code).build().toLanguageTag();
            return Optional.of(tag).filter(known -> !known.equals(UNDETERMINED));
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }
}
