package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A piece of words as the two notifications that clients are told; the baseline writes two trees.
 */
@State(Scope.Thread)
public class FramesBench {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final ConversationId thread =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");
    private final Notice notice =
            new Notice.WordsDelta("item_1", Notice.Speaker.ASSISTANT, " the session manager");
    private final List<JsonNode> trees = trees();

    private List<JsonNode> trees() {
        List<JsonNode> all = new ArrayList<>();
        for (Frame frame : NoticeFrames.of(thread, notice)) {
            try {
                all.add(PLAIN.readTree(Rpc.notification(frame, 1_700_000_000_000L)));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }

    @Benchmark
    public int treesToTextBaseline() throws Exception {
        int length = 0;
        for (JsonNode tree : trees) {
            length += PLAIN.writeValueAsString(tree).length();
        }
        return length;
    }

    @Benchmark
    public int noticeToText() {
        int length = 0;
        for (Frame frame : NoticeFrames.of(thread, notice)) {
            length += Rpc.notification(frame, 1_700_000_000_000L).length();
        }
        return length;
    }
}
