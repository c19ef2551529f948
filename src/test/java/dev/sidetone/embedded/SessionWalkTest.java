package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Walks a session at random through client events, speech and what the engines may come to, and
 * holds every event that comes out against the rules of the protocol.
 */
class SessionWalkTest {

    private static final int STEPS = 60;

    private static final String TOOLS =
            """
            [{"type":"function","name":"background_agent","parameters":{"type":"object",
              "properties":{"prompt":{"type":"string"}},"required":["prompt"]}}]
            """;

    @Property(tries = 60)
    void everyWalkKeepsTheRules(@ForAll long seed, @ForAll boolean onLeg) {
        var walk = new Walk(seed, onLeg);
        for (int i = 0; i < STEPS; i++) {
            walk.step();
        }
        walk.end();

        new Rules(onLeg).check(walk.bed.events);
    }

    /** One random session. */
    private static final class Walk {
        private final Random random;
        private final FakeLeg leg = new FakeLeg();
        private final SessionTestBed bed;
        private final boolean onLeg;
        private int items;

        Walk(long seed, boolean onLeg) {
            this.random = new Random(seed);
            this.onLeg = onLeg;
            bed = new SessionTestBed(onLeg ? Optional.of(leg) : Optional.empty());
            bed.configure("{\"type\":\"realtime\",\"tools\":" + TOOLS + "}");
        }

        void step() {
            switch (random.nextInt(16)) {
                case 0, 1 -> bed.say(random.nextBoolean() ? "help" : "where is main");
                case 2, 3 -> bed.send("{\"type\":\"response.create\"}");
                case 4 -> bed.send("{\"type\":\"response.cancel\"}");
                case 5 -> outOfBand();
                case 6, 7 -> synthesis();
                case 8, 9 -> recognition();
                case 10, 11 -> voice();
                case 12 -> bed.send("{\"type\":\"input_audio_buffer.commit\"}");
                case 13 -> itemEvent();
                case 14 -> media();
                default -> configure();
            }
        }

        private void outOfBand() {
            bed.send(
                    """
                    {"type":"response.create","response":{"conversation":"none",
                     "output_modalities":["%s"],"metadata":{"k":"v"},"input":[]}}
                    """
                            .formatted(random.nextBoolean() ? "text" : "audio"));
        }

        private void synthesis() {
            if (!bed.work.speeches.isEmpty()) {
                if (random.nextInt(5) == 0) {
                    bed.work.failNext();
                } else {
                    bed.work.speakNext();
                }
            }
        }

        private void recognition() {
            if (!bed.work.listenings.isEmpty()) {
                var next = bed.work.listenings.removeFirst();
                next.then()
                        .accept(
                                switch (random.nextInt(4)) {
                                    case 0 -> new Work.Hearing.Text("");
                                    case 1 -> new Work.Hearing.Failed("no");
                                    default -> new Work.Hearing.Text("where is main");
                                });
            }
        }

        private void voice() {
            float[] sound =
                    random.nextBoolean()
                            ? Sounds.voice(random.nextLong(), 0.6, 24_000, 210, 0.8)
                            : Sounds.silence(0.5, 24_000);
            if (onLeg) {
                bed.core.audio(Sounds.pcm(sound), 24_000);
            } else {
                bed.hear(sound);
            }
            leg.played.replaceAll((tag, ms) -> ms + 500);
        }

        private void itemEvent() {
            String id = "walk_" + random.nextInt(5);
            switch (random.nextInt(3)) {
                case 0 ->
                        bed.send(
                                """
                                {"type":"conversation.item.create","item":{"id":"%s","type":
                                 "function_call_output","call_id":"c%d","output":"It is in A.java."}}
                                """
                                        .formatted(id, items++));
                case 1 ->
                        bed.send(
                                "{\"type\":\"conversation.item.delete\",\"item_id\":\""
                                        + id
                                        + "\"}");
                default ->
                        bed.send(
                                """
                                {"type":"conversation.item.truncate","item_id":"%s",
                                 "content_index":0,"audio_end_ms":100}
                                """
                                        .formatted(id));
            }
        }

        private void media() {
            List<String> tags = new ArrayList<>(leg.queuedMs.keySet());
            if (tags.isEmpty()) {
                bed.send("{\"type\":\"output_audio_buffer.clear\"}");
                return;
            }
            String tag = tags.get(random.nextInt(tags.size()));
            if (leg.played.putIfAbsent(tag, 20L) == null) {
                bed.core.playing(tag);
            } else if (leg.announcedEnds.contains(tag)) {
                bed.core.played(tag);
                leg.queuedMs.remove(tag);
            }
        }

        private void configure() {
            boolean manual = random.nextInt(3) == 0;
            bed.send(
                    """
                    {"type":"session.update","session":{"type":"realtime",
                     "output_modalities":["%s"],"audio":{"input":{"turn_detection":%s}}}}
                    """
                            .formatted(
                                    random.nextInt(4) == 0 ? "text" : "audio",
                                    manual ? "null" : "{\"type\":\"server_vad\"}"));
        }

        /** Lets everything that is under way come to its end. */
        void end() {
            while (!bed.work.listenings.isEmpty() || !bed.work.speeches.isEmpty()) {
                bed.work.hearAll("");
                while (!bed.work.speeches.isEmpty()) {
                    bed.work.speakNext();
                }
            }
            bed.core.close();
        }
    }

    /** What must be true of any sequence of events. */
    private static final class Rules {
        private final boolean onLeg;
        private final Set<String> eventIds = new HashSet<>();
        private final Map<String, Boolean> open = new HashMap<>();
        private final Set<String> done = new HashSet<>();
        private final Set<String> openItems = new HashSet<>();
        private final Set<String> itemsDone = new HashSet<>();
        private final Map<String, String> itemOfResponse = new HashMap<>();
        private final Set<String> outOfBandItems = new HashSet<>();

        Rules(boolean onLeg) {
            this.onLeg = onLeg;
        }

        void check(List<ServerEvent> events) {
            for (ServerEvent event : events) {
                assertThat(eventIds.add(event.eventId())).as("a fresh event id").isTrue();
                one(event);
            }
            assertThat(open).as("responses without an end").isEmpty();
            assertThat(openItems).as("output items without an end").isEmpty();
        }

        private void one(ServerEvent event) {
            switch (event) {
                case ServerEvent.ResponseCreated created -> created(created);
                case ServerEvent.ResponseDone over -> over(over);
                case ServerEvent.OutputItemAdded added -> added(added);
                case ServerEvent.ItemDone item -> itemsDone.add(String.valueOf(item.item().id()));
                case ServerEvent.OutputItemDone item -> itemDone(item);
                case ServerEvent.OutputAudioDelta delta -> {
                    assertThat(onLeg).as("audio deltas in a WebRTC call").isFalse();
                    inItem(delta.responseId(), delta.itemId());
                }
                case ServerEvent.OutputTranscriptDelta delta ->
                        inItem(delta.responseId(), delta.itemId());
                case ServerEvent.OutputTextDelta delta ->
                        inItem(delta.responseId(), delta.itemId());
                case ServerEvent.ContentPartDone part -> inItem(part.responseId(), part.itemId());
                case ServerEvent.ErrorEvent error ->
                        assertThat(error.error().message()).isNotBlank();
                default -> {}
            }
        }

        private void created(ServerEvent.ResponseCreated created) {
            String id = created.response().id();
            boolean conversation = created.response().conversationId() != null;
            assertThat(done).doesNotContain(id);
            if (conversation) {
                assertThat(open.values()).as("active responses beside " + id).doesNotContain(true);
            }
            assertThat(created.response().usage()).isNull();
            assertThat(open.put(id, conversation)).isNull();
        }

        private void over(ServerEvent.ResponseDone over) {
            String id = over.response().id();
            assertThat(open.remove(id)).as("done without created, or twice: " + id).isNotNull();
            done.add(id);
            assertThat(over.response().usage()).as("usage of " + id).isNotNull();
            assertThat(over.response().status())
                    .isIn("completed", "cancelled", "failed", "incomplete");
            assertThat(itemOfResponse.values()).as("items left open by " + id).doesNotContain(id);
        }

        private void added(ServerEvent.OutputItemAdded added) {
            String item = String.valueOf(added.item().id());
            Boolean conversation = open.get(added.responseId());
            assertThat(conversation).as("an item of a closed response").isNotNull();
            assertThat(openItems.add(item)).isTrue();
            itemOfResponse.put(item, added.responseId());
            if (Boolean.FALSE.equals(conversation)) {
                outOfBandItems.add(item);
            }
        }

        private void itemDone(ServerEvent.OutputItemDone item) {
            String id = String.valueOf(item.item().id());
            assertThat(openItems.remove(id)).as("done without added: " + id).isTrue();
            assertThat(itemOfResponse.remove(id)).isEqualTo(item.responseId());
            assertThat(itemsDone.contains(id))
                    .as("conversation.item.done before output_item.done of " + id)
                    .isEqualTo(!outOfBandItems.contains(id));
            if (item.item() instanceof Item.FunctionCall call) {
                assertThat(call.status()).isEqualTo(Item.COMPLETED);
            }
        }

        private void inItem(String response, String item) {
            assertThat(open).containsKey(response);
            assertThat(itemOfResponse).containsEntry(item, response);
        }
    }
}
