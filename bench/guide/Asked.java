import dev.sidetone.agent.AgentAnswer;
import java.util.List;
import java.util.function.Predicate;

/**
 * A question with its truth.
 *
 * @param kind what is scored together
 * @param before questions asked first, for a follow-up
 * @param names names in it that are spoken as words; the vocabulary of a recogniser should hold them
 * @param truth what the independent tool says, for the list of failures
 * @param right whether an answer agrees with it
 */
record Asked(
        String kind,
        List<String> before,
        String text,
        List<String> names,
        String truth,
        Predicate<AgentAnswer> right) {}
