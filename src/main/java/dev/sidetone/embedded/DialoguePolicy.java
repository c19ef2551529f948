package dev.sidetone.embedded;

import dev.sidetone.wire.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The embedded "model": a deterministic dialogue. It greets, helps, repeats and changes its pace;
 * everything else goes out as a call to the session's tools, and what they give back is spoken. It
 * never answers a question by itself. Pure.
 */
final class DialoguePolicy {

    /** Marks text that the client's agent wrote, to be spoken as it is (Codex realtime, v2). */
    static final String BACKEND = "[BACKEND] ";

    private static final String USER = "[USER] ";
    private static final String SEE_BACKEND = "Use the preceding [BACKEND] messages";
    private static final Pattern SAY =
            Pattern.compile(
                    "^\\s*(?:say|read aloud|repeat)(?: exactly| verbatim| this)*\\s*:\\s*(.+)$",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private DialoguePolicy() {}

    static Reply reply(Situation situation) {
        var dictated = SAY.matcher(situation.instructions());
        if (dictated.matches()) {
            return new Reply.Say(SpokenResult.clean(unquoted(dictated.group(1))));
        }
        List<Item> open = unanswered(situation.items());
        if (open.isEmpty()) {
            return opening(situation);
        }
        return switch (open.getLast()) {
            case Item.FunctionCallOutput(_, _, var output) -> result(output, open);
            case Item.Message _ -> toUser(open, situation);
            default -> opening(situation);
        };
    }

    /** What was said or handed back since the assistant last did something. */
    private static List<Item> unanswered(List<Item> items) {
        List<Item> open = new ArrayList<>();
        for (Item item : items.reversed()) {
            if (item instanceof Item.FunctionCall
                    || (item instanceof Item.Message m && m.role().equals("assistant"))) {
                break;
            }
            if (asks(item)) {
                open.add(item);
            }
        }
        Collections.reverse(open);
        return open;
    }

    /** Context that a client adds for a model's eyes is nothing to answer. */
    private static boolean asks(Item item) {
        return item instanceof Item.FunctionCallOutput
                || (item instanceof Item.Message message && message.role().equals("user"));
    }

    private static Reply opening(Situation situation) {
        if (ToolChooser.forced(situation.toolChoice())) {
            return ToolChooser.forWords("", situation.tools(), situation.toolChoice())
                    .<Reply>map(call -> call)
                    .orElse(new Reply.Say(Phrases.READY));
        }
        return new Reply.Say(Phrases.READY);
    }

    private static Reply result(String output, List<Item> open) {
        String backend = backendWords(open);
        if (!backend.isEmpty() && output.contains(SEE_BACKEND)) {
            return new Reply.Say(SpokenResult.clean(backend));
        }
        return new Reply.Say(SpokenResult.of(output));
    }

    private static Reply toUser(List<Item> open, Situation situation) {
        Item.Message last = (Item.Message) open.getLast();
        if (last.words().startsWith(BACKEND)) {
            return new Reply.Say(SpokenResult.clean(backendWords(open)));
        }
        String words = userWords(open);
        if (words.isEmpty()) {
            return Reply.nothing();
        }
        if (!ToolChooser.forced(situation.toolChoice())) {
            Optional<Reply> talk =
                    SmallTalk.of(words).flatMap(intent -> smallTalk(intent, situation));
            if (talk.isPresent()) {
                return talk.get();
            }
        }
        return ToolChooser.forWords(words, situation.tools(), situation.toolChoice())
                .<Reply>map(call -> call)
                .orElseGet(() -> new Reply.Say(Phrases.NO_TOOL));
    }

    private static String backendWords(List<Item> open) {
        return joined(open, true);
    }

    private static String userWords(List<Item> open) {
        return joined(open, false);
    }

    private static String joined(List<Item> open, boolean backend) {
        List<String> words = new ArrayList<>();
        for (Item item : open) {
            if (item instanceof Item.Message message && message.role().equals("user")) {
                String text = message.words().strip();
                if (text.startsWith(BACKEND.strip()) == backend && !text.isEmpty()) {
                    words.add(backend ? text.substring(BACKEND.length() - 1) : bare(text));
                }
            }
        }
        return String.join(" ", words).strip();
    }

    private static String bare(String text) {
        return text.startsWith(USER) ? text.substring(USER.length()) : text;
    }

    private static Optional<Reply> smallTalk(SmallTalk intent, Situation situation) {
        Optional<String> said = lastSaid(situation.items());
        return switch (intent) {
            case GREETING -> say(Phrases.HELLO);
            case THANKS -> say(Phrases.WELCOME);
            case GOODBYE -> say(Phrases.BYE);
            case HELP -> say(hasAgent(situation) ? Phrases.HELP : Phrases.HELP_ALONE);
            case REPEAT -> say(said.orElse(Phrases.NOTHING_SAID));
            case SLOWER -> Optional.of(new Reply.Say(Phrases.SLOWER, Reply.Pace.SLOWER));
            case FASTER -> Optional.of(new Reply.Say(Phrases.FASTER, Reply.Pace.FASTER));
            case NORMAL_PACE -> Optional.of(new Reply.Say(Phrases.NORMAL, Reply.Pace.NORMAL));
            case STOP -> say(Phrases.OKAY);
            case FILLER ->
                    said.filter(text -> text.strip().endsWith("?")).isPresent()
                            ? Optional.empty()
                            : Optional.of(silence(situation));
        };
    }

    private static Reply silence(Situation situation) {
        return ToolChooser.named(ToolChooser.SILENCE, situation)
                .<Reply>map(call -> call)
                .orElseGet(Reply::nothing);
    }

    private static Optional<Reply> say(String text) {
        return Optional.of(new Reply.Say(text));
    }

    private static boolean hasAgent(Situation situation) {
        return ToolChooser.named(ToolChooser.AGENT, situation).isPresent();
    }

    private static Optional<String> lastSaid(List<Item> items) {
        return items.reversed().stream()
                .filter(Item.Message.class::isInstance)
                .map(Item.Message.class::cast)
                .filter(message -> message.role().equals("assistant"))
                .map(Item.Message::words)
                .filter(words -> !words.isBlank())
                .findFirst();
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        boolean quoted =
                bare.length() > 1
                        && (bare.startsWith("\"") && bare.endsWith("\"")
                                || bare.startsWith("'") && bare.endsWith("'"));
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
