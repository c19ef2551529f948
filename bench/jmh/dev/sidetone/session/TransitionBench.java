package dev.sidetone.session;

import dev.sidetone.wire.ServerEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One transition of a live call that heard so many pieces already; the baseline changes nothing.
 */
@State(Scope.Thread)
public class TransitionBench {

    @Param({"1", "1000", "100000"})
    public int heard;

    private final CallMachine machine = Given.webRtc();
    private final CallEvent piece =
            new CallEvent.ProviderSaid(
                    new ServerEvent.TranscriptionDelta("e", "item_1", 0, " and"));
    private CallState before = Given.live(machine);
    private CallState state = before;

    @Setup(Level.Trial)
    public void hear() {
        for (int i = 0; i < heard; i++) {
            before = machine.next(before, piece, Given.BEGUN).state();
        }
    }

    @Setup(Level.Iteration)
    public void again() {
        state = before;
    }

    @Benchmark
    public Object ignoredEventBaseline() {
        return machine.next(CallMachine.INITIAL, new CallEvent.CommitRequested(), Given.BEGUN);
    }

    @Benchmark
    public Object pieceOfSpeech() {
        Step step = machine.next(state, piece, Given.BEGUN);
        state = step.state();
        return step;
    }
}
