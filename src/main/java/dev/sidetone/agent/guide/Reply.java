package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.conversation.Citation;
import dev.sidetone.workspace.CleanText;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds an answer: what is said, what is shown, and what it rests on. Not thread-safe. */
final class Reply {

    private final StringBuilder spoken = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();
    private Optional<Subject> subject = Optional.empty();
    private boolean answered = true;
    private int shown;

    /** Adds a sentence to what is said and to what is shown. */
    Reply say(String sentence) {
        speak(sentence);
        return write(sentence);
    }

    /** Adds to what is said only. */
    Reply speak(String sentence) {
        if (!spoken.isEmpty()) {
            spoken.append(' ');
        }
        spoken.append(CleanText.line(sentence));
        return this;
    }

    /** Adds a paragraph to what is shown only. */
    Reply write(String paragraph) {
        if (!markdown.isEmpty()) {
            markdown.append("\n\n");
        }
        markdown.append(paragraph.strip());
        return this;
    }

    /** Adds lines of code, fenced so that nothing in them is markup. */
    Reply code(CodeLines lines) {
        String text = String.join("\n", lines.lines());
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return write(fence + lines.language().fence() + "\n" + text + "\n" + fence);
    }

    Reply cite(String path, int start, int end, String label) {
        var citation =
                new Citation(path, Math.max(1, start), Math.max(Math.max(1, start), end), label);
        if (!citations.contains(citation)) {
            citations.add(citation);
        }
        return this;
    }

    Reply cite(Symbol symbol) {
        return cite(symbol.path(), symbol.line(), symbol.endLine(), symbol.qualified());
    }

    Reply about(Subject about) {
        subject = Optional.of(about);
        return this;
    }

    /** Says that this is not an answer. */
    Reply unanswered() {
        answered = false;
        return this;
    }

    Reply shown(int ordinal) {
        shown = ordinal;
        return this;
    }

    AgentAnswer answer() {
        return new AgentAnswer(spoken.toString(), markdown.toString(), citations, answered);
    }

    /** What the conversation is about after this, given what it was about before. */
    Memory.Recall recall(Memory.Recall before) {
        boolean keeps = citations.isEmpty() || shown > 0;
        return new Memory.Recall(
                subject.or(before::subject), keeps ? before.places() : citations, shown);
    }
}
