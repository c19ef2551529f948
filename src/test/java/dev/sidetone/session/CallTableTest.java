package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every event does in every state, cell by cell, as {@code transitions.txt} has it. After a
 * change that is meant: look at what {@code -Dsidetone.docs.write=true} writes there.
 */
class CallTableTest {

    private static final Path TABLE =
            Path.of("src/test/resources/dev/sidetone/session/transitions.txt");
    private static final String NOTHING = "nothing";

    private static final Map<String, CallMachine> MACHINES =
            new TreeMap<>(
                    Map.of(
                            "webrtc", CallSamples.machine(new Transport.WebRtc("v=0")),
                            "websocket", CallSamples.machine(new Transport.Socket())));

    static Stream<Arguments> cells() throws IOException {
        if (Boolean.getBoolean("sidetone.docs.write")) {
            Files.writeString(TABLE, written());
        }
        Map<String, String> expected = read(Files.readAllLines(TABLE));
        return MACHINES.entrySet().stream().flatMap(m -> cells(m.getKey(), m.getValue(), expected));
    }

    private static Stream<Arguments> cells(
            String transport, CallMachine machine, Map<String, String> expected) {
        return CallSamples.states(machine).entrySet().stream()
                .flatMap(state ->
                        CallSamples.events().entrySet().stream()
                                .map(event -> {
                                    String cell = cell(transport, state.getKey(), event.getKey());
                                    return Arguments.of(
                                            cell,
                                            machine,
                                            state.getValue(),
                                            event.getValue(),
                                            expected.getOrDefault(cell, "not in the table"));
                                }));
    }

    private static String cell(String transport, String state, String event) {
        return transport + " " + state + ": " + event;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void inThisStateThisEventDoes(
            String cell, CallMachine machine, CallState state, CallEvent event, String expected) {
        assertThat(outcome(machine, state, event)).as(cell).isEqualTo(expected);
    }

    /** What is left in the table of states and events that are no more. */
    @Test
    void theTableHasNoOtherCells() throws IOException {
        List<String> all = cells().map(arguments -> (String) arguments.get()[0]).toList();

        assertThat(read(Files.readAllLines(TABLE)).keySet())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyKindOfEventHasASample() {
        assertThat(kinds(CallSamples.events().values().stream()))
                .isEqualTo(Set.of(CallEvent.class.getPermittedSubclasses()));
    }

    @Test
    void everyKindOfStateAndLinkIsThere() {
        List<CallState> states =
                MACHINES.values().stream()
                        .flatMap(machine -> CallSamples.states(machine).values().stream())
                        .toList();

        assertThat(kinds(states.stream()))
                .isEqualTo(Set.of(CallState.class.getPermittedSubclasses()));
        assertThat(
                        kinds(
                                states.stream()
                                        .filter(Live.class::isInstance)
                                        .map(state -> ((Live) state).link())))
                .isEqualTo(Set.of(Link.class.getPermittedSubclasses()));
    }

    private static Set<Class<?>> kinds(Stream<?> all) {
        return all.map(Object::getClass).collect(Collectors.toSet());
    }

    /** The state that follows, if it is another one, and the effects in their order. */
    private static String outcome(CallMachine machine, CallState state, CallEvent event) {
        Step step = machine.next(state, event, Given.BEGUN + 1_000);
        String effects =
                step.effects().stream().map(CallTableTest::name).collect(Collectors.joining(", "));
        String next = kind(step.state());
        boolean same = next.equals(kind(state));
        if (same && effects.isEmpty()) {
            return step.state().equals(state) ? NOTHING : "remembered";
        }
        return (same ? "" : "-> " + next + (effects.isEmpty() ? "" : ": ")) + effects;
    }

    private static String kind(CallState state) {
        Object kind = state instanceof Live live ? live.link() : state;
        return kind.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String name(Effect effect) {
        return switch (effect) {
            case Effect.Publish(var notice) -> "tell " + notice.getClass().getSimpleName();
            case Effect.Send(var event) -> "send " + event.getClass().getSimpleName();
            case Effect.Arm(var timer, _, _) -> "arm " + timer;
            case Effect.Write(var item) -> "write " + item.kind().name().toLowerCase(Locale.ROOT);
            default -> effect.getClass().getSimpleName();
        };
    }

    private static Map<String, String> read(List<String> lines) {
        var cells = new LinkedHashMap<String, String>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (line.contains(" = ")) {
                String[] sides = line.split(" = ", 2);
                String state = section;
                String names = sides[0].strip();
                boolean nothing = names.equals(NOTHING);
                Arrays.stream(nothing ? sides[1].split(", ") : new String[] {names})
                        .forEach(event ->
                                cells.put(
                                        state + ": " + event,
                                        nothing ? NOTHING : sides[1].strip()));
            }
        }
        return cells;
    }

    private static String written() {
        var text =
                new StringBuilder(
                        """
                        # What each event does in each state of a call, over WebRTC and over WebSocket: the state that
                        # follows, if it is another one, and what is done, in its order. In the live states the assistant
                        # speaks and the agent works. CallTableTest holds the code to it.
                        """);
        MACHINES.forEach((transport, machine) ->
                CallSamples.states(machine)
                        .forEach((name, state) ->
                                text.append(section(transport + " " + name, machine, state))));
        return text.toString();
    }

    private static String section(String name, CallMachine machine, CallState state) {
        var text = new StringBuilder("\n[" + name + "]\n");
        var nothing = new java.util.ArrayList<String>();
        CallSamples.events()
                .forEach((event, sample) -> {
                    String outcome = outcome(machine, state, sample);
                    if (outcome.equals(NOTHING)) {
                        nothing.add(event);
                    } else {
                        text.append("%-28s = %s%n".formatted(event, outcome));
                    }
                });
        return text.append("%-28s = %s%n".formatted(NOTHING, String.join(", ", nothing)))
                .toString();
    }
}
