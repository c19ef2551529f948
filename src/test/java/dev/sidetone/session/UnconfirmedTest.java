package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out again after a link broke in v2, until the provider shows that it came. */
class UnconfirmedTest {

    private static final long LONG_AFTER = 10 * 60_000L;

    private final Unconfirmed unconfirmed = new Unconfirmed();

    static List<Arguments> sentAndShown() {
        return List.of(
                Arguments.of(
                        new ClientEvent.ResponseCancel(null, "r1"),
                        Given.responseDone("cancelled")),
                Arguments.of(
                        new ClientEvent.OutputAudioClear(null),
                        new ServerEvent.OutputAudioCleared("e", "r1")),
                Arguments.of(
                        new ClientEvent.ItemTruncate(null, "a1", 0, 500),
                        new ServerEvent.ItemTruncated("e", "a1", 0, 500)),
                Arguments.of(
                        new ClientEvent.ItemDelete(null, "u1"),
                        new ServerEvent.ItemDeleted("e", "u1")),
                Arguments.of(new ClientEvent.ResponseCreate(null, null), Given.responseCreated()));
    }

    @ParameterizedTest
    @MethodSource("sentAndShown")
    void whatNothingShowedGoesOutAgainAndIsKnownByItsId(ClientEvent event, ServerEvent shown) {
        unconfirmed.sent(event, 0);

        List<ClientEvent> again = unconfirmed.take(1);

        assertThat(again).hasSize(1);
        assertThat(again.getFirst()).hasSameClassAs(event);
        String id = Objects.requireNonNull(again.getFirst().eventId());
        assertThat(Unconfirmed.refusesSecond(WireError.invalidRequest("x", "no", null, id)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("sentAndShown")
    void whatTheProviderShowedDoesNot(ClientEvent event, ServerEvent shown) {
        unconfirmed.sent(event, 0);

        unconfirmed.heard(shown);

        assertThat(unconfirmed.take(1)).isEmpty();
    }

    /** Some servers do not show everything that came. */
    @Test
    void whatWasSentBeforeSomethingThatIsShownHasComeToo() {
        unconfirmed.sent(item("i1"), 0);
        unconfirmed.sent(new ClientEvent.ItemDelete(null, "u1"), 0);
        unconfirmed.sent(item("i2"), 0);

        unconfirmed.heard(new ServerEvent.ItemDeleted("e", "u1"));

        assertThat(unconfirmed.take(0))
                .singleElement()
                .extracting(event -> ((ClientEvent.ItemCreate) event).item().path("id").asText())
                .isEqualTo("i2");
    }

    /** A dead connection is noticed after as long as the configuration has patience. */
    @Test
    void itsAgeDoesNotMatter() {
        unconfirmed.sent(item("i1"), 0);
        unconfirmed.sent(new ClientEvent.ItemDelete(null, "u1"), 0);

        assertThat(unconfirmed.take(LONG_AFTER)).hasSize(2);
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        for (int i = 0; i < Unconfirmed.MOST + 2; i++) {
            unconfirmed.sent(item("i" + i), 0);
        }

        List<ClientEvent> again = unconfirmed.take(0);

        assertThat(again).hasSize(Unconfirmed.MOST);
        assertThat(((ClientEvent.ItemCreate) again.getFirst()).item().path("id").asText())
                .isEqualTo("i2");
    }

    /** By then the provider may give another answer, which nobody wanted to stop. */
    @Test
    void whatIsSentAgainStopsTheAnswerThatWasMeantAndNoOther() {
        unconfirmed.heard(Given.responseCreated());
        unconfirmed.sent(new ClientEvent.ResponseCancel(null, null), 0);

        assertThat(unconfirmed.take(LONG_AFTER))
                .extracting(event -> ((ClientEvent.ResponseCancel) event).responseId())
                .containsExactly("resp_1");
    }

    @Test
    void soundThatWasToBeSilencedLongAgoIsOver() {
        unconfirmed.sent(new ClientEvent.OutputAudioClear(null), 0);
        unconfirmed.sent(new ClientEvent.ResponseCancel(null, null), 0);

        assertThat(unconfirmed.take(LONG_AFTER)).isEmpty();
    }

    @Test
    void aResponseThatWasCancelledIsNotAskedForAgain() {
        unconfirmed.sent(new ClientEvent.ResponseCreate(null, null), 0);
        unconfirmed.sent(new ClientEvent.ResponseCancel(null, null), 0);

        assertThat(unconfirmed.take(1))
                .hasSize(1)
                .allMatch(ClientEvent.ResponseCancel.class::isInstance);
    }

    @Test
    void whatNoLinkTookGoesOutAsItIs() {
        ClientEvent event = item("i1");
        unconfirmed.notSent(event, 0);

        assertThat(unconfirmed.take(LONG_AFTER)).containsExactly(event);
        assertThat(unconfirmed.take(LONG_AFTER)).isEmpty();
    }

    /** The new link does not tell whether the response of before still runs. */
    @Test
    void afterARejoinNothingIsAimedAtTheResponseOfBefore() {
        unconfirmed.heard(Given.responseCreated());
        assertThat(unconfirmed.take(0)).isEmpty();

        unconfirmed.sent(new ClientEvent.ResponseCancel(null, null), 1);

        assertThat(unconfirmed.take(2))
                .singleElement()
                .extracting(event -> ((ClientEvent.ResponseCancel) event).responseId())
                .isNull();
    }

    /** It is there already: after the next break nobody has to say it a third time. */
    @Test
    void whatIsRefusedAsASecondHasCome() {
        unconfirmed.sent(new ClientEvent.ResponseCreate(null, null), 0);
        ClientEvent again = unconfirmed.take(1).getFirst();
        unconfirmed.sent(again, 1);

        unconfirmed.heard(
                new ServerEvent.ErrorEvent(
                        "e", WireError.invalidRequest("x", "no", null, again.eventId())));

        assertThat(unconfirmed.take(2)).isEmpty();
    }

    @Test
    void aNewSessionIsGivenOnlyWhatNoLinkTook() {
        unconfirmed.sent(item("i1"), 0);
        unconfirmed.notSent(item("i2"), 0);

        assertThat(unconfirmed.takeForNewSession(1)).containsExactly(item("i2"));
        assertThat(unconfirmed.take(1)).isEmpty();
    }

    private static ClientEvent item(String id) {
        return new ClientEvent.ItemCreate(
                null, null, WireCodec.json().createObjectNode().put("id", id));
    }
}
