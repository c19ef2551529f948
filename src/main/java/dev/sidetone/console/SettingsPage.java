package dev.sidetone.console;

import dev.sidetone.config.Change;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.Effective;
import dev.sidetone.config.Generation;
import dev.sidetone.config.RunningConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the settings page shows.
 *
 * @param done what was done just now; empty when nothing was
 * @param trouble why what was asked for was not done; empty when it was
 * @param faults why the files are not in force
 * @param waiting what needs a restart
 * @param meaning what runs, in sentences
 * @param generation the number of the text that runs; 0 when there is none
 * @param previews what is looked at: one, or none
 */
public record SettingsPage(
        String done,
        String trouble,
        List<String> faults,
        List<Row> waiting,
        List<String> meaning,
        int generation,
        String file,
        List<Effective> values,
        List<Kept> generations,
        List<Preview> previews) {

    /** A change. */
    public record Row(String key, String before, String after, boolean restart) {

        static Row of(Change change) {
            return new Row(
                    change.key(),
                    change.before().orElse("not set"),
                    change.after().orElse("not set"),
                    change.needsRestart());
        }
    }

    /** A generation in the list. */
    public record Kept(int number, String cause, When when, boolean runs) {}

    /**
     * A text that is looked at.
     *
     * @param faults why it cannot be used; the rest is empty then
     * @param draft the id by which it can be applied; empty when it cannot
     * @param generation the generation it is; 0 when it is none
     */
    public record Preview(
            String title,
            List<String> faults,
            List<String> meaning,
            List<Row> changes,
            List<String> warnings,
            List<String> ignored,
            String draft,
            int generation) {

        static Preview bad(String title, List<String> faults) {
            var none = List.<String>of();
            return new Preview(title, faults, none, List.of(), none, none, "", 0);
        }

        static Preview good(
                String title, Configuration now, Configuration next, String draft, int number) {
            return new Preview(
                    title,
                    List.of(),
                    next.meaning(),
                    rows(now.changesTo(next)),
                    next.warnings(),
                    next.ignored(),
                    draft,
                    number);
        }
    }

    /** What happened, in words: either is empty. */
    record Outcome(String done, String trouble) {

        static final Outcome NOTHING = new Outcome("", "");
    }

    static SettingsPage of(
            RunningConfiguration running,
            List<Generation> generations,
            Outcome outcome,
            Optional<Preview> preview,
            Instant now) {
        int number = running.generation().number();
        return new SettingsPage(
                outcome.done(),
                outcome.trouble(),
                running.faults(),
                rows(running.waiting()),
                running.now().meaning(),
                number,
                running.now().file().toString(),
                running.now().effective(),
                generations.stream()
                        .map(g ->
                                new Kept(
                                        g.number(),
                                        g.cause().replace('-', ' '),
                                        When.of(g.at(), now),
                                        g.number() == number))
                        .toList(),
                preview.stream().toList());
    }

    private static List<Row> rows(List<Change> changes) {
        return changes.stream().map(Row::of).toList();
    }
}
