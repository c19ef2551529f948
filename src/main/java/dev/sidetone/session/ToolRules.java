package dev.sidetone.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.WireCodec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The voice model's function calls. Every call is journalled before it is acted upon and gets
 * exactly one output, whatever becomes of it. Pure.
 */
final class ToolRules {

    static final String AGENT = "background_agent";
    static final String SILENCE = "remain_silent";
    static final String STEERED = "This was sent to steer the previous background agent task.";
    private static final List<String> PROMPT_KEYS =
            List.of("input_transcript", "input", "text", "prompt", "query");

    private ToolRules() {}

    static Dialogue called(Dialogue talk, Item.FunctionCall call, Moment moment) {
        String callId = call.callId() != null ? call.callId() : String.valueOf(call.id());
        if (!talk.tools().isNew(callId)) {
            return talk;
        }
        return switch (call.name()) {
            case AGENT -> handoff(talk, call, callId, moment);
            case SILENCE -> silence(talk, call, callId, moment);
            default -> unknown(talk, call, callId, moment);
        };
    }

    static Dialogue agentDone(Dialogue talk, CallEvent.AgentDone done, Moment moment) {
        String callId = done.toolCallId();
        if (!talk.tools().isOpen(callId)) {
            return talk;
        }
        Dialogue answered = talk.with(talk.tools().answered(callId)).detailed("");
        if (talk.tools().isAstray(callId)) {
            journalOutput(AGENT, callId, done.output(), moment);
            String id = shortId("out_" + callId);
            return AgentRules.answered(
                    answered, new CallEvent.AgentAnswered(id, done.output()), moment);
        }
        return handedBack(answered, callId, done, moment);
    }

    private static Dialogue handedBack(
            Dialogue talk, String callId, CallEvent.AgentDone done, Moment moment) {
        return switch (moment.spec().options().handback()) {
            case SPOKEN -> {
                journalOutput(AGENT, callId, done.output(), moment);
                moment.send(outputEvent(callId, AgentRules.shortened(done.output())));
                yield done.speak() ? talk.with(talk.replies().request(moment.effects())) : talk;
            }
            case ITEMS -> {
                journalOutput(AGENT, callId, done.output(), moment);
                String id = shortId("item_" + callId);
                Dialogue told =
                        AgentRules.item(talk, id, AgentRules.shortened(done.output()), moment);
                moment.send(outputEvent(callId, ""));
                yield told;
            }
            case BY_CLIENT -> {
                journalOutput(AGENT, callId, done.output(), moment);
                yield talk;
            }
        };
    }

    private static Dialogue handoff(
            Dialogue talk, Item.FunctionCall call, String callId, Moment moment) {
        String prompt = request(talk, call);
        String itemId = Objects.requireNonNullElse(call.id(), callId);
        if (prompt.isEmpty()) {
            journal(call, callId, moment);
            output(AGENT, callId, "No request was given. Ask the user what to do.", moment);
            return talk.with(talk.tools().answered(callId))
                    .with(talk.replies().request(moment.effects()));
        }
        moment.write(
                NewItem.handoff(
                        moment.spec().conversation(),
                        "handoff_" + callId,
                        prompt,
                        Instant.ofEpochMilli(moment.now())));
        List<String> lines = talk.lines().asking(prompt).list();
        moment.publish(Synthetic.handoff(callId, itemId, prompt, lines));
        moment.effects().add(new Effect.RunAgent(callId, prompt, lines, !talk.lines().typed()));
        return talk.with(talk.tools().opened(callId)).with(Lines.NONE);
    }

    /** A call that says nothing means what was said last. */
    private static String request(Dialogue talk, Item.FunctionCall call) {
        String asked = prompt(call.arguments());
        return asked.isEmpty() ? talk.lines().lastOfUser() : asked;
    }

    private static Dialogue silence(
            Dialogue talk, Item.FunctionCall call, String callId, Moment moment) {
        journal(call, callId, moment);
        output(SILENCE, callId, "", moment);
        return talk.with(talk.tools().answered(callId));
    }

    private static Dialogue unknown(
            Dialogue talk, Item.FunctionCall call, String callId, Moment moment) {
        journal(call, callId, moment);
        String excuse =
                "There is no tool named '%s'. Use %s for everything about the work."
                        .formatted(call.name(), AGENT);
        output(call.name(), callId, excuse, moment);
        return talk.with(talk.tools().answered(callId))
                .with(talk.replies().request(moment.effects()));
    }

    private static void journal(Item.FunctionCall call, String callId, Moment moment) {
        moment.write(
                NewItem.toolCall(
                        moment.spec().conversation(),
                        "call_" + callId,
                        call.name(),
                        callId,
                        call.arguments(),
                        Instant.ofEpochMilli(moment.now())));
    }

    private static void output(String tool, String callId, String output, Moment moment) {
        journalOutput(tool, callId, output, moment);
        moment.send(outputEvent(callId, output));
    }

    private static void journalOutput(String tool, String callId, String output, Moment moment) {
        moment.write(
                NewItem.toolOutput(
                        moment.spec().conversation(),
                        "output_" + callId,
                        tool,
                        callId,
                        output,
                        Instant.ofEpochMilli(moment.now())));
    }

    /** The item's own id makes a second sending harmless: the provider refuses the duplicate. */
    private static ClientEvent outputEvent(String callId, String output) {
        ObjectNode item = WireCodec.json().createObjectNode();
        item.put("id", shortId("out_" + callId));
        item.put("type", "function_call_output");
        item.put("call_id", callId);
        item.put("output", output);
        return new ClientEvent.ItemCreate(null, null, item);
    }

    private static String shortId(String id) {
        return id.length() <= 32 ? id : id.substring(0, 4) + id.substring(id.length() - 28);
    }

    /** The request out of the arguments; arguments that are no JSON object are the request. */
    static String prompt(String arguments) {
        try {
            JsonNode tree = WireCodec.json().readTree(arguments);
            if (tree == null || !tree.isObject()) {
                return arguments.strip();
            }
            return PROMPT_KEYS.stream()
                    .map(key -> tree.path(key).asText("").strip())
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException _) {
            return arguments.strip();
        }
    }
}
