package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A session core with everything around it in the test's hands. */
final class SessionTestBed {

    final ManualWork work = new ManualWork();
    final List<ServerEvent> events = new ArrayList<>();
    final SessionCore core;
    private final List<ServerEvent> answers = new ArrayList<>();

    SessionTestBed() {
        this(Optional.empty());
    }

    SessionTestBed(Optional<MediaLeg> leg) {
        core = new SessionCore(SessionConfig.initial("m", 1), leg, work, events::add);
    }

    /** Sends a frame as a client would; the errors it got for it. */
    List<WireError> send(String json) {
        answers.clear();
        switch (Inbound.read(json)) {
            case Inbound.Bad(var error) -> {
                return List.of(error);
            }
            case Inbound.Event(ClientEvent event) -> core.handle(event, answers::add);
        }
        return answers.stream()
                .filter(ServerEvent.ErrorEvent.class::isInstance)
                .map(e -> ((ServerEvent.ErrorEvent) e).error())
                .toList();
    }

    /** The one event that was sent to the asking client alone. */
    ServerEvent answer() {
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    void say(String words) {
        var content = WireCodec.json().createObjectNode();
        content.put("type", "input_text").put("text", words);
        assertThat(
                        send(
                                """
                                {"type":"conversation.item.create","item":{"type":"message",
                                 "role":"user","content":[%s]}}
                                """
                                        .formatted(content)))
                .isEmpty();
    }

    void configure(String session) {
        assertThat(send("{\"type\":\"session.update\",\"session\":" + session + "}")).isEmpty();
    }

    /** Feeds audio in pieces of 32 ms; the clock runs along. */
    void hear(float[] samples24k) {
        int piece = 24_000 * 32 / 1_000;
        for (int from = 0; from < samples24k.length; from += piece) {
            float[] part =
                    Arrays.copyOfRange(samples24k, from, Math.min(samples24k.length, from + piece));
            String audio =
                    Base64.getEncoder().encodeToString(AudioFormat.PCM.encode(Sounds.pcm(part)));
            work.now += 32;
            assertThat(send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + audio + "\"}"))
                    .isEmpty();
        }
    }

    void hearLeg(float[] samples48k, Runnable every32ms) {
        int piece = 48_000 * 32 / 1_000;
        for (int from = 0; from < samples48k.length; from += piece) {
            every32ms.run();
            work.now += 32;
            core.audio(
                    Sounds.pcm(
                            Arrays.copyOfRange(
                                    samples48k, from, Math.min(samples48k.length, from + piece))),
                    48_000);
        }
    }

    List<String> types() {
        return events.stream().map(SessionTestBed::type).toList();
    }

    /** What came since, and forgets it. */
    List<String> take() {
        List<String> types = types();
        events.clear();
        return types;
    }

    static String type(ServerEvent event) {
        return tree(event).path("type").asText();
    }

    static JsonNode tree(ServerEvent event) {
        return WireCodec.json().valueToTree(event);
    }

    <T extends ServerEvent> T only(Class<T> type) {
        List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(type.getSimpleName() + " in " + types()).hasSize(1);
        return found.getFirst();
    }

    ServerEvent.ResponseDone done() {
        return only(ServerEvent.ResponseDone.class);
    }

    static Item.Message message(Item item) {
        return (Item.Message) item;
    }
}
