package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.embedded.SpeechRecognizer.Evidence;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import java.util.Optional;

/** The event that tells a client what was heard, with what speaks for it. Pure. */
final class Written {

    private Written() {}

    static ServerEvent of(String itemId, String text, Evidence evidence, SessionConfig config) {
        Optional<ArrayNode> logprobs =
                Optional.of(evidence)
                        .filter(known -> config.includesLogprobs() && !known.tokens().isEmpty())
                        .map(Written::logprobs);
        return new ServerEvent.TranscriptionCompleted(
                Ids.event(),
                itemId,
                0,
                text,
                usage(text),
                evidence.language().map(Written::languages).orElse(null),
                logprobs.orElse(null));
    }

    private static ArrayNode languages(String code) {
        ArrayNode languages = WireCodec.json().createArrayNode();
        languages.addObject().put("code", code);
        return languages;
    }

    private static ArrayNode logprobs(Evidence evidence) {
        ArrayNode all = WireCodec.json().createArrayNode();
        for (SpeechRecognizer.Token token : evidence.tokens()) {
            ObjectNode one = all.addObject().put("token", token.text());
            one.put("logprob", token.logprob());
            token.bytes().forEach(one.putArray("bytes")::add);
        }
        return all;
    }

    private static ObjectNode usage(String text) {
        long tokens = Tokens.ofText(text);
        ObjectNode usage = WireCodec.json().createObjectNode();
        usage.put("type", "tokens").put("total_tokens", tokens).put("input_tokens", 0);
        usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", 0);
        return usage.put("output_tokens", tokens);
    }
}
