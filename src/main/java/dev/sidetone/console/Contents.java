package dev.sidetone.console;

import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.Landmark;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of contents of a conversation: its days, and in each the calls and handoffs. */
public final class Contents {

    private static final int MOST = 1_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Contents() {}

    /** A day, with the position in the journal of its first item. */
    public record Day(String name, long seq, List<Entry> entries) {}

    /** A call or a handoff. */
    public record Entry(String clock, String name, long seq) {}

    /** With many handoffs the first ones stand for all. */
    static List<Day> of(List<Landmark> landmarks) {
        var days = new ArrayList<Day>();
        int calls = 0;
        int entries = 0;
        for (Landmark at : landmarks) {
            if (at.beginsDay() || days.isEmpty()) {
                LocalDate date = at.at().atOffset(ZoneOffset.UTC).toLocalDate();
                days.add(new Day(DAY.format(date), at.seq(), new ArrayList<>()));
            }
            if (at.beginsCall()) {
                days.getLast().entries().add(entry(at, "Call " + ++calls));
            }
            if (at.kind() == Item.Kind.HANDOFF && entries++ < MOST) {
                days.getLast().entries().add(entry(at, "To the agent: " + at.text()));
            }
        }
        return days;
    }

    private static Entry entry(Landmark at, String name) {
        return new Entry(CLOCK.format(at.at()), Visible.text(name), at.seq());
    }
}
