package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutQueueTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Frame delta(String thread, String item, String text) {
        ObjectNode params = Rpc.object().put("threadId", thread).put("itemId", item);
        return new Frame("thread/realtime/item/transcript/delta", params.put("delta", text));
    }

    private static Frame state(String thread, int number) {
        return new Frame(
                "sidetone/realtime/state",
                Rpc.object().put("threadId", thread).put("number", number));
    }

    private static Frame audio(byte[] sound) {
        ObjectNode params = Rpc.object().put("threadId", "t");
        params.putObject("audio")
                .put("itemId", "i")
                .put("data", Base64.getEncoder().encodeToString(sound));
        return new Frame("thread/realtime/outputAudio/delta", params);
    }

    private static List<JsonNode> drained(OutQueue queue) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        while (queue.size() > 0) {
            all.add(JSON.readTree(queue.poll().orElseThrow()));
        }
        return all;
    }

    @Test
    void whileFewWaitEachPieceIsTold() throws Exception {
        var queue = new OutQueue();
        for (int i = 0; i < OutQueue.MANY; i++) {
            queue.add(delta("t", "i", "a"), 1);
        }

        assertThat(drained(queue)).hasSize(OutQueue.MANY);
    }

    @Test
    void ofALongBacklogThePiecesAreJoinedAndEverythingElseIsKept() throws Exception {
        var queue = new OutQueue();
        for (int i = 0; i < 10_000; i++) {
            queue.add(delta("t", "i", i + ","), 1);
            if (i % 1_000 == 999) {
                queue.add(state("t", i), 1);
            }
        }

        List<JsonNode> told = drained(queue);

        assertThat(told).hasSizeLessThan(100);
        assertThat(told.stream().filter(m -> m.path("method").asText().endsWith("state")))
                .hasSize(10);
        assertThat(told.getLast().at("/params/number").asInt()).isEqualTo(9_999);
        assertThat(queue.characters()).isZero();
    }

    /** Each step is a thread, an item, and whether it is a piece of text or a state. */
    @Property(tries = 300)
    void whatIsHeardIsTheSameAndInOrder(
            @ForAll @Size(max = 400) List<@IntRange(max = 11) Integer> steps) throws Exception {
        var queue = new OutQueue();
        for (int i = 0; i < OutQueue.MANY; i++) {
            queue.add("{}");
        }
        List<JsonNode> plain = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            String thread = "t" + step % 2;
            Frame frame = step < 8 ? delta(thread, "i" + step / 4, i + ";") : state(thread, i);
            queue.add(frame, 1);
            plain.add(JSON.readTree(Rpc.notification(frame, 1)));
        }
        List<JsonNode> told = drained(queue);
        for (String thread : List.of("t0", "t1")) {
            assertThat(heard(told, thread)).isEqualTo(heard(plain, thread));
        }
    }

    /** What was said of each item up to each state of a thread. */
    private static List<String> heard(List<JsonNode> told, String thread) {
        List<String> heard = new ArrayList<>();
        var said = new TreeMap<String, String>();
        for (JsonNode message : told) {
            JsonNode params = message.path("params");
            if (!params.path("threadId").asText().equals(thread)) {
                continue;
            }
            if (params.has("number")) {
                heard.add(said + " then " + params.path("number"));
            } else {
                said.merge(
                        params.path("itemId").asText(),
                        params.path("delta").asText(),
                        String::concat);
            }
        }
        heard.add(said.toString());
        return heard;
    }

    @Property(tries = 200)
    void joinedSoundIsTheSameSound(@ForAll @Size(max = 40) List<byte[]> sounds) throws Exception {
        var queue = new OutQueue();
        for (int i = 0; i < OutQueue.MANY; i++) {
            queue.add("{}");
        }
        var expected = new ByteArrayOutputStream();
        for (byte[] sound : sounds) {
            queue.add(audio(sound), 1);
            expected.writeBytes(sound);
        }
        var told = new ByteArrayOutputStream();
        for (JsonNode message : drained(queue)) {
            told.writeBytes(Base64.getDecoder().decode(message.at("/params/audio/data").asText()));
        }
        assertThat(told.toByteArray()).isEqualTo(expected.toByteArray());
    }
}
