package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of tool calls that a killed service left open. */
class LeftoversTest {

    private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

    private final MemoryStore store = new MemoryStore();

    private void called(String id) {
        store.append(
                NewItem.toolCall(Given.CONVERSATION, id, "search_text", id, "{}", THEN)
                        .inCall("call"));
    }

    private void answered(String id) {
        store.append(
                NewItem.toolOutput(
                        Given.CONVERSATION, id + "-output", "search_text", id, "found", THEN));
    }

    private void settle(Instant before) {
        Leftovers.settle(store, Given.CONVERSATION, before, store::append);
    }

    /** The agent is at it. */
    @Test
    void whatBeganAfterwardsIsLeftAlone() {
        called("a");

        settle(THEN);

        assertThat(store.items).hasSize(1);
    }

    @Test
    void anOpenToolCallEndsWithoutAResult() {
        called("a");
        answered("a");
        called("b");

        settle(THEN.plusMillis(1));

        assertThat(store.items).hasSize(4);
        Item end = store.items.getLast();
        assertThat(end.kind()).isEqualTo(Item.Kind.TOOL_OUTPUT);
        assertThat(end.toolCallId()).isEqualTo("b");
        assertThat(end.callId()).isEqualTo("call");
        assertThat(end.text()).isEqualTo(Leftovers.RESULT);
        assertThat(end.startedAt()).isEqualTo(THEN);
    }

    @Test
    void whatIsSettledStaysAsItIs() {
        called("a");
        settle(THEN.plusMillis(1));

        settle(THEN.plusMillis(1));

        assertThat(store.items).hasSize(2);
    }
}
