package dev.sidetone.agent.guide;

import dev.sidetone.workspace.Symbol;
import java.util.List;

/** Says what could not be found, and offers what is near. */
final class Unclear {

    private Unclear() {}

    static Reply reply(Turn turn, Resolution resolution) {
        return switch (resolution) {
            case Resolution.NoSubject() ->
                    new Reply()
                            .say("Which one do you mean?")
                            .write("Name a class, a function, a file or a folder.")
                            .unanswered();
            case Resolution.Unsure(var said, var near) -> unsure(turn, said, near);
            case Resolution.Found(var subject, _) ->
                    new Reply().say("I know %s, but not that about it.".formatted(subject.name()));
        };
    }

    private static Reply unsure(Turn turn, String said, List<Subject> near) {
        var reply = new Reply().unanswered();
        String progress = turn.progress();
        if (near.isEmpty()) {
            reply.say("I found no %s.".formatted(said));
            return progress.isEmpty()
                    ? reply.write(
                            "Ask for a name as it is written, or say \"search for\" and a text.")
                    : reply.say(progress);
        }
        reply.speak("I found no %s. Did you mean %s?".formatted(said, spoken(near.getFirst())));
        reply.write(
                "I found no `%s`. Did you mean one of these?".formatted(said.replace("`", "'")));
        var list = new StringBuilder();
        for (Subject subject : near) {
            list.append("- ").append(shown(subject)).append('\n');
            cite(reply, subject);
        }
        reply.write(list.toString());
        return progress.isEmpty() ? reply : reply.say(progress);
    }

    private static String spoken(Subject subject) {
        return switch (subject) {
            case Subject.Code code -> {
                Symbol first = code.first();
                yield "%s in %s".formatted(first.name(), Say.place(first.path(), first.line()));
            }
            default -> subject.name();
        };
    }

    private static String shown(Subject subject) {
        return switch (subject) {
            case Subject.Code code ->
                    "`%s` (%s) at %s"
                            .formatted(
                                    code.first().qualified(),
                                    code.first().kind().word(),
                                    Say.link(code.first()));
            case Subject.InFile file -> Say.link(file.path(), 1);
            case Subject.Folder folder -> "`%s`".formatted(folder.path());
            case Subject.Project project -> project.name();
        };
    }

    private static void cite(Reply reply, Subject subject) {
        switch (subject) {
            case Subject.Code code -> reply.cite(code.first());
            case Subject.InFile file -> reply.cite(file.path(), 1, 1, file.name());
            case Subject.Folder _, Subject.Project _ -> {}
        }
    }
}
