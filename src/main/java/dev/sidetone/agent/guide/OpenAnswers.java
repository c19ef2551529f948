package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.Language;
import dev.sidetone.workspace.Passage;
import dev.sidetone.workspace.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers an open question with the passages that fit its words best. */
final class OpenAnswers {

    private static final int PASSAGES = 4;

    private OpenAnswers() {}

    static Reply answer(Turn turn, String text) throws AgentException {
        List<String> words = IntentParser.telling(text);
        if (words.isEmpty()) {
            return new Reply()
                    .say("I did not get what to look for.")
                    .write(SocialAnswers.EXAMPLES)
                    .unanswered();
        }
        return passages(turn, words, new Reply(), "The best match is");
    }

    static Reply passages(Turn turn, List<String> words, Reply reply, String lead)
            throws AgentException {
        List<Passage> found =
                turn.tools()
                        .run(
                                "search_passages",
                                Map.of("words", words),
                                () -> turn.code().passages(words, PASSAGES),
                                p -> Say.count(p.size(), "passage"));
        if (found.isEmpty()) {
            reply.say("I found nothing about %s here.".formatted(Say.list(words))).unanswered();
            String progress = turn.progress();
            return progress.isEmpty() ? reply : reply.say(progress);
        }
        Passage best = found.getFirst();
        Optional<Symbol> in = around(turn, best);
        String where = Say.place(best.path(), best.startLine());
        reply.speak(
                "%s %s."
                        .formatted(
                                lead,
                                in.map(s -> "%s in %s".formatted(s.name(), where)).orElse(where)));
        said(turn, in, best).ifPresent(reply::speak);
        reply.write("I do not reason about code; these passages fit the words best.");
        for (Passage passage : found) {
            String symbol =
                    around(turn, passage).map(s -> " in `" + s.qualified() + "`").orElse("");
            reply.write(Say.link(passage.path(), passage.startLine()) + symbol);
            reply.code(turn.open(passage.path(), passage.startLine(), passage.endLine()));
            reply.cite(passage.path(), passage.startLine(), passage.endLine(), "");
        }
        in.ifPresentOrElse(
                s -> reply.about(new Subject.Code(List.of(s))),
                () -> reply.about(new Subject.InFile(best.path())));
        return reply;
    }

    private static Optional<Symbol> around(Turn turn, Passage passage) {
        return turn.code().enclosing(passage.path(), passage.startLine(), passage.endLine());
    }

    /** The sentence that the authors wrote there, when there is one. */
    private static Optional<String> said(Turn turn, Optional<Symbol> in, Passage best)
            throws AgentException {
        String doc =
                in.isPresent()
                        ? DocText.comment(Excerpts.of(turn, in.get(), 1).lines())
                        : Language.of(best.path()).isCode()
                                ? DocText.comment(best.lines())
                                : DocText.readme(best.lines()).text();
        return doc.isEmpty() ? Optional.empty() : Optional.of(DocText.sentence(doc));
    }
}
