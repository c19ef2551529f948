package dev.sidetone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireCodecTest {

    static Stream<Class<?>> serverTypes() {
        return Arrays.stream(ServerEvent.class.getPermittedSubclasses())
                .filter(type -> type != ServerEvent.Unknown.class);
    }

    static Stream<Class<?>> clientTypes() {
        return Arrays.stream(ClientEvent.class.getPermittedSubclasses())
                .filter(type -> type != ClientEvent.Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("serverTypes")
    void everyServerEventSurvivesTheWire(Class<?> type) throws Exception {
        ServerEvent event = (ServerEvent) sample(type);

        String text = WireCodec.write(event);

        assertThat(WireCodec.json().readTree(text).get("type").asText())
                .isEqualTo(type.getAnnotation(JsonTypeName.class).value());
        assertThat(WireCodec.readServer(text)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("clientTypes")
    void everyClientEventSurvivesTheWire(Class<?> type) throws Exception {
        ClientEvent event = (ClientEvent) sample(type);

        assertThat(WireCodec.readClient(WireCodec.write(event))).isEqualTo(event);
    }

    @Test
    void anUnknownServerTypeIsKeptWhole() throws Exception {
        ServerEvent event =
                WireCodec.readServer("{\"type\":\"x.y\",\"event_id\":\"e1\",\"more\":[1]}");

        assertThat(event).isInstanceOf(ServerEvent.Unknown.class);
        assertThat(((ServerEvent.Unknown) event).raw().path("more").path(0).asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownClientTypeKeepsItsEventId() throws Exception {
        assertThat(WireCodec.readClient("{\"type\":\"x.y\",\"event_id\":\"mine\"}"))
                .isEqualTo(new ClientEvent.Unknown("mine", "x.y"));
    }

    @Test
    void audioContentAlwaysHasTheMemberTranscript() {
        String text = WireCodec.write(new ContentPart.InputAudio(null, null));

        assertThat(text).isEqualTo("{\"type\":\"input_audio\",\"transcript\":null}");
    }

    @Test
    void aWrongMemberShapeNamesTheClientsEvent() {
        assertThatThrownBy(() ->
                        WireCodec.readClient(
                                "{\"type\":\"conversation.item.truncate\","
                                        + "\"event_id\":\"e9\",\"item_id\":\"i\","
                                        + "\"content_index\":0,\"audio_end_ms\":\"x\"}"))
                .isInstanceOfSatisfying(
                        WireFormatException.class, e -> assertThat(e.eventId()).isEqualTo("e9"));
    }

    @Property
    void noTextBreaksTheReaders(@ForAll String text) {
        assertReadsOrRefuses(text);
        assertReadsOrRefuses("{\"type\":" + JsonNodeFactory.instance.textNode(text) + "}");
    }

    private static void assertReadsOrRefuses(String text) {
        try {
            assertThat(WireCodec.readServer(text)).isNotNull();
            assertThat(WireCodec.readClient(text)).isNotNull();
        } catch (WireFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** An event with a value in each component, made from the record's own shape. */
    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i]);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(RecordComponent component) throws ReflectiveOperationException {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.getName() + "-ü";
        } else if (type == int.class) {
            return 3;
        } else if (type == long.class) {
            return 4_000_000_000L;
        } else if (type == double.class) {
            return 0.5;
        } else if (type == JsonNode.class) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            return node.put("a", 1).putNull("b");
        } else if (type == Item.class) {
            return new Item.FunctionCall("item_1", Item.COMPLETED, "f", "call_1", "{}");
        } else if (type == List.class) {
            return component.getName().equals("rateLimits")
                    ? List.of(new ServerEvent.RateLimit("tokens", 9, 8, 0.25))
                    : component.getName().equals("output") ? List.<Item>of() : List.of("audio");
        }
        return sample(type);
    }
}
