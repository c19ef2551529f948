package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Phrase;
import java.io.IOException;
import java.util.Optional;

/**
 * What a recognised question means. Words are taken for others only when the question means nothing
 * as it was heard and, read that way, is about something that is really there.
 */
final class HeardQuestion {

    private final Turn turn;
    private final NameResolver resolver;

    HeardQuestion(Turn turn) {
        this.turn = turn;
        this.resolver = new NameResolver(turn.workspace(), false);
    }

    Question understand(String heard) {
        String text = Misheard.unglued(heard, name -> !turn.code().alike(name).isEmpty());
        Question asHeard = IntentParser.parse(text);
        if (!isDoubtful(asHeard)) {
            return asHeard;
        }
        return Misheard.guesses(text).stream()
                .map(IntentParser::parse)
                .filter(this::isSure)
                .findFirst()
                .orElse(asHeard);
    }

    private boolean isDoubtful(Question question) {
        return switch (question) {
            case Question.Open _ -> true;
            case Question.Find(var of) -> !isThere(of);
            default -> phrase(question).map(of -> !isThere(of)).orElse(false);
        };
    }

    private boolean isSure(Question question) {
        return switch (question) {
            case Question.Open _, Question.Find _, Question.FindText _, Question.Social _ -> false;
            default -> phrase(question).map(this::isThere).orElse(true);
        };
    }

    private boolean isThere(Phrase phrase) {
        if (phrase.name().isEmpty()) {
            return true;
        }
        try {
            return resolver.resolve(phrase, turn.recall().subject())
                            instanceof Resolution.Found(_, boolean exact)
                    && exact;
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Phrase> phrase(Question question) {
        return switch (question) {
            case Question.Definition(var of) -> Optional.of(of);
            case Question.Uses(var of) -> Optional.of(of);
            case Question.Subtypes(var of) -> Optional.of(of);
            case Question.Describe(var of) -> Optional.of(of);
            case Question.Outline(var of) -> Optional.of(of);
            case Question.Find(var of) -> Optional.of(of);
            case Question.LastChange(var of) -> Optional.of(of);
            case Question.Author(var of, _) -> Optional.of(of);
            case Question.Tests(var of) -> Optional.of(of);
            case Question.Show(var of, _) -> Optional.of(of);
            case Question.Inventory(_, var in) -> Optional.of(in);
            default -> Optional.empty();
        };
    }
}
