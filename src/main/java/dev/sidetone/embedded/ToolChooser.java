package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.WireCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the function tool that can take a person's words. {@code background_agent} comes first;
 * otherwise a tool qualifies when it needs no argument, or just one, which takes text.
 */
final class ToolChooser {

    static final String AGENT = "background_agent";
    static final String SILENCE = "remain_silent";

    private ToolChooser() {}

    /** The call that hands these words on; empty when no offered tool can take them. */
    static Optional<Reply.Call> forWords(String words, JsonNode tools, JsonNode choice) {
        if (choice.asText().equals("none")) {
            return Optional.empty();
        }
        List<JsonNode> usable = usable(tools, choice);
        Optional<JsonNode> agent =
                usable.stream().filter(t -> t.path("name").asText().equals(AGENT)).findFirst();
        if (agent.isPresent()) {
            return Optional.of(call(agent.get(), words));
        }
        if (usable.size() == 1
                && (textParameter(usable.getFirst()).isPresent() || forced(choice))) {
            return Optional.of(call(usable.getFirst(), words));
        }
        Optional<JsonNode> best = best(words, usable).or(() -> onlyTextTool(usable));
        return best.or(() -> forced(choice) ? usable.stream().findFirst() : Optional.empty())
                .map(tool -> call(tool, words));
    }

    /** The named tool without arguments, when it is offered. */
    static Optional<Reply.Call> named(String name, Situation situation) {
        return usable(situation.tools(), situation.toolChoice()).stream()
                .filter(tool -> tool.path("name").asText().equals(name))
                .findFirst()
                .map(tool -> new Reply.Call(name, "{}"));
    }

    static boolean forced(JsonNode choice) {
        return choice.isObject() || choice.asText().equals("required");
    }

    private static List<JsonNode> usable(JsonNode tools, JsonNode choice) {
        List<JsonNode> usable = new ArrayList<>();
        for (JsonNode tool : tools) {
            String name = tool.path("name").asText();
            boolean wanted = !choice.isObject() || choice.path("name").asText().equals(name);
            if (wanted && !choice.asText().equals("none") && canBeFilled(tool)) {
                usable.add(tool);
            }
        }
        return usable;
    }

    private static boolean canBeFilled(JsonNode tool) {
        JsonNode required = tool.path("parameters").path("required");
        return required.isEmpty() || (required.size() == 1 && textParameter(tool).isPresent());
    }

    private static Optional<String> textParameter(JsonNode tool) {
        JsonNode parameters = tool.path("parameters");
        JsonNode properties = parameters.path("properties");
        List<String> texts =
                properties.properties().stream()
                        .filter(p -> p.getValue().path("type").asText().equals("string"))
                        .filter(p -> !p.getValue().has("enum"))
                        .map(p -> p.getKey())
                        .toList();
        JsonNode required = parameters.path("required");
        if (required.size() == 1) {
            String name = required.path(0).asText();
            return texts.contains(name) ? Optional.of(name) : Optional.empty();
        }
        return texts.size() == 1 && required.isEmpty()
                ? Optional.of(texts.getFirst())
                : Optional.empty();
    }

    private static Reply.Call call(JsonNode tool, String words) {
        ObjectNode arguments = WireCodec.json().createObjectNode();
        textParameter(tool).ifPresent(name -> arguments.put(name, words));
        return new Reply.Call(tool.path("name").asText(), WireCodec.write(arguments));
    }

    private static Optional<JsonNode> best(String words, List<JsonNode> tools) {
        Set<String> said = stems(words);
        JsonNode best = null;
        int most = 0;
        for (JsonNode tool : tools) {
            if (tool.path("name").asText().equals(SILENCE)) {
                continue;
            }
            Set<String> shared =
                    stems(tool.path("name").asText() + " " + tool.path("description").asText(""));
            shared.retainAll(said);
            if (shared.size() > most) {
                most = shared.size();
                best = tool;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<JsonNode> onlyTextTool(List<JsonNode> tools) {
        List<JsonNode> texts = tools.stream().filter(t -> textParameter(t).isPresent()).toList();
        return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
    }

    /** Words of four letters and more, cut to six, so that "weather" meets "weathers". */
    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        String spaced = text.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        Arrays.stream(spaced.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= 4)
                .map(word -> word.substring(0, Math.min(6, word.length())))
                .forEach(stems::add);
        return stems;
    }
}
