package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The effective session as a tree, every default filled in, so that it can be echoed whole.
 * Immutable: an update gives a new one or says what is wrong with it.
 */
final class SessionConfig {

    private static final Pattern WORDS = Pattern.compile("[,;\\n]|\\s{2,}");
    private static final Set<String> NAMED_LEVELS = Set.of("audio", "input", "output");
    private static final int VOCABULARY = 64;

    private static final String TRANSCRIPTION = "transcription";
    static final String LOGPROBS = "item.input_audio_transcription.logprobs";
    private static final Set<String> TYPES = Set.of("realtime", TRANSCRIPTION);

    private final ObjectNode tree;

    private SessionConfig(ObjectNode tree) {
        this.tree = tree;
    }

    /** What an update came to. */
    sealed interface Update {
        record Accepted(SessionConfig config) implements Update {}

        record Refused(WireError error) implements Update {}
    }

    /**
     * A fresh session.
     *
     * @param expiresAt seconds since 1970
     */
    static SessionConfig initial(String model, long expiresAt) {
        ObjectNode tree = SessionDefaults.session();
        tree.put("id", Ids.session());
        tree.put("model", model);
        tree.put("expires_at", expiresAt);
        return new SessionConfig(tree);
    }

    /** The effective session for {@code session.created} and {@code session.updated}. */
    JsonNode tree() {
        return tree.deepCopy();
    }

    /**
     * Merges a {@code session.update}. Members are merged at the level of named fields; a bad
     * member refuses the whole update.
     *
     * @param assistantSpoke whether assistant audio is in the conversation, which locks the voice
     */
    Update apply(JsonNode patch, boolean assistantSpoke) {
        var fault = SessionShape.SESSION.fault(patch, "session");
        if (fault.isPresent()) {
            return new Update.Refused(fault.get());
        }
        String type = patch.path("type").asText();
        if (!TYPES.contains(type) || assistantSpoke && !type.equals(type())) {
            return refused(
                    "invalid_value",
                    "The type of a session is 'realtime' or 'transcription', and cannot change once the assistant spoke: this one is '%s'."
                            .formatted(type()),
                    "session.type");
        }
        ObjectNode next = tree.deepCopy();
        merge(next, (ObjectNode) patch, SessionDefaults.session());
        next.set("model", tree.get("model"));
        if (type.equals(TRANSCRIPTION)) {
            writeDown(next);
        }
        if (assistantSpoke && !voiceOf(next).equals(voiceOf(tree))) {
            return refused(
                    "cannot_update_voice",
                    "Cannot update a conversation's voice if assistant audio is present.",
                    "session.audio.output.voice");
        }
        return new Update.Accepted(new SessionConfig(next));
    }

    /** A session that writes down has its transcription on and answers nothing. */
    private static void writeDown(ObjectNode session) {
        ObjectNode input = (ObjectNode) session.path("audio").path("input");
        if (!input.path("transcription").isObject()) {
            ObjectNode usual = WireCodec.json().createObjectNode();
            input.set(
                    "transcription",
                    SessionDefaults.complete("transcription", usual, NullNode.getInstance()));
        }
        if (input.path("turn_detection") instanceof ObjectNode detection) {
            detection.put("create_response", false);
        }
    }

    private static Update refused(String code, String message, String param) {
        return new Update.Refused(WireError.invalidRequest(code, message, param, null));
    }

    private static void merge(ObjectNode target, ObjectNode patch, ObjectNode defaults) {
        for (var member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (NAMED_LEVELS.contains(name)
                    && value instanceof ObjectNode inner
                    && target.get(name) instanceof ObjectNode into
                    && defaults.get(name) instanceof ObjectNode base) {
                merge(into, inner, base);
            } else {
                target.set(name, SessionDefaults.complete(name, value, defaults.path(name)));
            }
        }
    }

    private static JsonNode voiceOf(ObjectNode session) {
        return session.path("audio").path("output").path("voice");
    }

    private String type() {
        return tree.path("type").asText();
    }

    /** It only writes down what is said. */
    boolean writesDown() {
        return type().equals(TRANSCRIPTION);
    }

    String id() {
        return tree.path("id").asText();
    }

    String model() {
        return tree.path("model").asText();
    }

    /** {@code audio} or {@code text}. */
    String modality() {
        return tree.path("output_modalities").path(0).asText("audio");
    }

    JsonNode tools() {
        return tree.path("tools");
    }

    JsonNode toolChoice() {
        return tree.path("tool_choice");
    }

    JsonNode maxOutputTokens() {
        return tree.path("max_output_tokens");
    }

    JsonNode audioOutput() {
        return tree.path("audio").path("output");
    }

    AudioFormat inputFormat() {
        return AudioFormat.of(tree.path("audio").path("input").path("format"));
    }

    Optional<TurnSettings> turnDetection() {
        JsonNode node = tree.path("audio").path("input").path("turn_detection");
        return node.isObject() ? Optional.of(TurnSettings.of(node)) : Optional.empty();
    }

    private JsonNode transcription() {
        return tree.path("audio").path("input").path("transcription");
    }

    /** Whether the client wants transcription events. */
    boolean transcriptionOn() {
        return transcription().isObject();
    }

    /** Whether the client wants to know how likely each token was. */
    boolean includesLogprobs() {
        return StreamSupport.stream(tree.path("include").spliterator(), false)
                .anyMatch(wanted -> wanted.asText().equals(LOGPROBS));
    }

    /** ISO 639-1; English unless the client named another language. */
    String language() {
        String language = transcription().path("language").asText("");
        return language.isBlank() || language.equals("null")
                ? "en"
                : language.toLowerCase(Locale.ROOT);
    }

    /** Names that are likely to be spoken: the keywords, then the words of the prompt. */
    List<String> vocabulary() {
        Stream<String> keywords =
                StreamSupport.stream(transcription().path("keywords").spliterator(), false)
                        .map(JsonNode::asText);
        JsonNode prompt = transcription().path("prompt");
        Stream<String> prompted =
                prompt.isTextual() ? WORDS.splitAsStream(prompt.asText()) : Stream.empty();
        return Stream.concat(keywords, prompted)
                .map(String::strip)
                .filter(word -> !word.isEmpty() && word.length() <= 80)
                .distinct()
                .limit(VOCABULARY)
                .toList();
    }

    @Override
    public String toString() {
        return WireCodec.write(tree);
    }
}
