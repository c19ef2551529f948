package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.VirtualCall.At;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Start, cancel, loss and rejoin in every version, to the millisecond of a virtual clock. */
class EveryVersionTest {

    private static final CallEvent CREATED = new CallEvent.CallCreated("rtc_1", "answer");
    private static final CallEvent UP = new CallEvent.LinkUp();
    private static final CallEvent BUSY = new CallEvent.JoinFailed("busy", false);

    private static VirtualCall call(Version version, Transport transport) {
        return new VirtualCall(
                Given.spec(
                        transport,
                        Modality.AUDIO,
                        version,
                        Given.CAPABILITIES,
                        CallPolicy.USUAL,
                        CallOptions.USUAL));
    }

    private static VirtualCall webRtc(Version version) {
        return call(version, new Transport.WebRtc("v=0"));
    }

    private static VirtualCall socket(Version version) {
        return call(version, new Transport.Socket());
    }

    private static VirtualCall running(Version version) {
        return webRtc(version).provider(100, CREATED).provider(100, UP).begin().runUntil(5_000);
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerGoesOutWhenItIsThereAndNothingElseIsWaitedFor(Version version) {
        VirtualCall call =
                webRtc(version)
                        .provider(1_026, CREATED)
                        .provider(969, UP)
                        .at(3_000, new CallEvent.ContextFound("on main"))
                        .begin()
                        .runUntil(5_000);

        assertThat(call.told(Notice.CallStarted.class)).extracting(At::ms).containsExactly(1_026L);
        assertThat(call.told(Notice.Answer.class)).extracting(At::ms).containsExactly(1_026L);
        assertThat(call.told(Notice.CallStarted.class).getFirst().what().version())
                .isEqualTo(version.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(call.asked)
                .containsExactly(
                        new At<>(0, "create"),
                        new At<>(1_026, "join rtc_1"),
                        new At<>(1_995, "configure "));
        assertThat(call.sent).extracting(At::ms).containsExactly(3_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aSocketIsTheCall(Version version) {
        VirtualCall call = socket(version).provider(300, UP).begin().runUntil(5_000);

        assertThat(call.told(Notice.CallStarted.class)).extracting(At::ms).containsExactly(300L);
        assertThat(call.asked).containsExactly(new At<>(0, "open"), new At<>(300, "configure "));
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatNeverAnswersIsWaitedForFor15SecondsAndNamed(Version version) {
        for (VirtualCall call : List.of(webRtc(version), socket(version))) {
            call.begin().runUntil(14_999);
            assertThat(call.finished()).isFalse();

            call.runUntil(60_000);

            At<Notice.CallError> error = call.told(Notice.CallError.class).getFirst();
            assertThat(error.ms()).isEqualTo(15_000);
            assertThat(error.what().code()).isEqualTo("start_timeout");
            assertThat(error.what().message())
                    .contains(call.machine.spec().webRtc() ? "the browser's offer" : "connection")
                    .contains("within 15 s", "Nothing was said or lost")
                    .contains(call.machine.spec().webRtc() ? "over WebSocket" : "Try again");
            assertThat(call.told(Notice.CallClosed.class)).isEmpty();
            assertThat(call.told(Notice.CallStarted.class)).isEmpty();
            assertThat(call.finished()).isTrue();
        }
    }

    /** The other path is not named where there is none. */
    @ParameterizedTest
    @EnumSource
    void aProviderWithoutWebSocketIsOnlyWaitedForAgain(Version version) {
        VirtualCall call =
                new VirtualCall(
                        Given.spec(
                                new Transport.WebRtc("v=0"),
                                Modality.AUDIO,
                                version,
                                Given.withoutWebSocket(),
                                CallPolicy.USUAL,
                                CallOptions.USUAL));

        call.begin().runUntil(60_000);

        assertThat(call.told(Notice.CallError.class).getFirst().what().message())
                .contains("Try again, or check the provider")
                .doesNotContain("WebSocket");
    }

    @ParameterizedTest
    @EnumSource
    void aSidebandThatNeverAnswersBlocksNoStartAndEndsWithTheOtherPathInWords(Version version) {
        VirtualCall call = webRtc(version).provider(100, CREATED).begin().runUntil(60_000);

        assertThat(call.told(Notice.Answer.class)).extracting(At::ms).containsExactly(100L);
        At<Notice.CallError> error = call.told(Notice.CallError.class).getFirst();
        assertThat(error.ms()).isEqualTo(15_100);
        assertThat(error.what().code()).isEqualTo("sideband_failed");
        assertThat(error.what().message()).contains("did not answer in time", "over WebSocket");
        assertThat(call.asked).contains(new At<>(15_100, "hang up rtc_1"));
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatIsStoppedEndsAtOnceAndWhatComesLateIsHungUp(Version version) {
        VirtualCall call =
                webRtc(version)
                        .provider(500, CREATED)
                        .at(300, new CallEvent.StopRequested())
                        .begin()
                        .runUntil(60_000);

        assertThat(call.told(Notice.CallClosed.class)).extracting(At::ms).containsExactly(300L);
        assertThat(call.told(Notice.CallStarted.class)).isEmpty();
        assertThat(call.told(Notice.CallError.class)).isEmpty();
        assertThat(call.asked).contains(new At<>(500, "hang up rtc_1"));
    }

    @ParameterizedTest
    @EnumSource
    void aSidebandThatIsJoiningIsGivenUpWhenTheCallIsStopped(Version version) {
        VirtualCall call =
                webRtc(version)
                        .provider(100, CREATED)
                        .provider(5_000, UP)
                        .at(2_000, new CallEvent.StopRequested())
                        .begin()
                        .runUntil(60_000);

        assertThat(call.told(Notice.CallClosed.class)).extracting(At::ms).containsExactly(2_000L);
        assertThat(call.asked).contains(new At<>(2_000, "hang up rtc_1"));
        assertThat(call.asked).extracting(At::what).noneMatch(what -> what.startsWith("config"));
    }

    @ParameterizedTest
    @EnumSource
    void aFirstSidebandIsTriedFiveTimesWithGrowingWaits(Version version) {
        VirtualCall call = webRtc(version).provider(0, CREATED);
        for (int i = 0; i < 5; i++) {
            call.provider(50, BUSY);
        }

        call.begin().runUntil(60_000);

        assertThat(call.asked)
                .filteredOn(seen -> seen.what().startsWith("join"))
                .extracting(At::ms)
                .containsExactly(0L, 250L, 700L, 1_550L, 3_200L);
        assertThat(call.told(Notice.CallError.class)).extracting(At::ms).containsExactly(3_250L);
    }

    @ParameterizedTest
    @EnumSource
    void aLostSidebandIsJoinedAgainAndWhatWaitedGoesOutOnceAndInOrder(Version version) {
        VirtualCall call =
                running(version)
                        .says(6_000, Given.calls("background_agent", "c1", "{\"prompt\":\"x\"}"))
                        .at(7_000, new CallEvent.ContextFound("on main"))
                        .at(10_000, new CallEvent.LinkDown("reset", false, false))
                        .provider(10, BUSY)
                        .provider(10, BUSY)
                        .provider(10, UP);
        call.runUntil(10_050)
                .input(new CallEvent.TextCame("t1", "one", TextRole.DEVELOPER, ""))
                .input(new CallEvent.AgentDone("c1", "It is there.", true))
                .input(new CallEvent.TextCame("t2", "two", TextRole.DEVELOPER, ""))
                .says(12_000, Given.calls("background_agent", "c1", "{\"prompt\":\"x\"}"))
                .runUntil(20_000);

        assertThat(call.asked)
                .filteredOn(seen -> seen.ms() >= 10_000)
                .containsExactly(
                        new At<>(10_200, "join rtc_1"),
                        new At<>(10_610, "join rtc_1"),
                        new At<>(11_420, "join rtc_1"),
                        new At<>(11_430, "refresh on main"));
        assertThat(items(call, 10_000))
                .containsExactly("11430 one", "11430 It is there.", "11430 two");
        assertThat(call.told(Notice.CallError.class)).isEmpty();
        assertThat(call.told(Notice.StateChanged.class))
                .filteredOn(told -> told.ms() >= 10_000)
                .extracting(told -> told.what().state())
                .startsWith(ConsoleState.RECONNECTING);
    }

    /** In v1 and v3 nobody says that the turn was taken: it is, when it is handed over. */
    @ParameterizedTest
    @EnumSource
    void aTurnThatIsHandedOverIsNotHeardForEver(Version version) {
        VirtualCall call = socket(version).provider(0, UP).begin().runUntil(100);
        call.at(200, new CallEvent.ModeChosen(TurnDetection.HOLD))
                .at(300, new CallEvent.AudioCame("AAAA"))
                .at(900, new CallEvent.CommitRequested());
        if (version == Version.V2) {
            call.says(950, new ServerEvent.AudioCommitted("e", null, "u"));
        }
        call.says(1_000, Given.heard("u", "where is it"))
                .says(1_100, Given.responseCreated())
                .says(1_200, Given.responseDone("completed"))
                .runUntil(2_000);

        assertThat(call.told(Notice.StateChanged.class).getLast().what().state())
                .isEqualTo(ConsoleState.READY);
        assertThat(call.told(Notice.WordsDone.class)).hasSize(1);
    }

    private static List<String> items(VirtualCall call, long from) {
        return call.sent.stream()
                .filter(at -> at.ms() >= from && at.what() instanceof ClientEvent.ItemCreate)
                .map(at -> at.ms() + " " + words((ClientEvent.ItemCreate) at.what()))
                .toList();
    }

    private static String words(ClientEvent.ItemCreate created) {
        var item = created.item();
        return item.at("/content/0/text").asText(item.path("output").asText());
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatIsGoneWhenItIsJoinedAgainEndsWithoutAnError(Version version) {
        VirtualCall call =
                running(version)
                        .at(10_000, new CallEvent.LinkDown("reset", false, false))
                        .provider(10, new CallEvent.JoinFailed("no such call", true))
                        .runUntil(20_000);

        assertThat(call.state()).isEqualTo(new Closed(CloseReason.TRANSPORT_CLOSED, false));
        assertThat(call.told(Notice.CallClosed.class)).extracting(At::ms).containsExactly(10_210L);
        assertThat(call.told(Notice.CallError.class)).isEmpty();
    }

    private static VirtualCall lostAt10s(Version version) {
        VirtualCall call =
                running(version).at(10_000, new CallEvent.LinkDown("reset", false, false));
        for (int i = 0; i < 1_000; i++) {
            call.provider(10, BUSY);
        }
        return call;
    }

    private static void endsAt(long ms, VirtualCall call) {
        At<Notice.CallError> error = call.told(Notice.CallError.class).getFirst();
        assertThat(error.ms()).isEqualTo(ms);
        assertThat(error.what().code()).isEqualTo("connection_lost");
        assertThat(error.what().message())
                .contains("For 5 minutes", "nobody listened", "What was said is kept");
        assertThat(call.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(call.finished()).isTrue();
        assertThat(call.asked).contains(new At<>(ms, "hang up rtc_1"));
        assertThat(call.asked).allMatch(asked -> asked.ms() <= ms + 5_000);
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutProviderAndListenerIsGivenUpAfterFiveMinutes(Version version) {
        endsAt(310_000, lostAt10s(version).alone(8_000, 9_000_000).runUntil(9_000_000));
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatComesBackIsReasonToGoOn(Version version) {
        endsAt(
                640_000,
                lostAt10s(version)
                        .alone(8_000, 300_000)
                        .alone(330_000, 9_000_000)
                        .runUntil(9_000_000));
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatComesBackIsReasonToGoOn(Version version) {
        VirtualCall call =
                running(version)
                        .alone(8_000, 9_000_000)
                        .at(10_000, new CallEvent.LinkDown("reset", false, false))
                        .at(200_000, UP)
                        .at(205_000, new CallEvent.LinkDown("reset", false, false))
                        .at(250_000, UP)
                        .at(600_000, new CallEvent.LinkDown("reset", false, false));

        call.runUntil(899_999);
        assertThat(call.finished()).isFalse();
        endsAt(900_000, call.runUntil(9_000_000));
    }

    @ParameterizedTest
    @EnumSource
    void whileSomebodyListensTheProviderIsWaitedForUntilTheLongestTimeOfACall(Version version) {
        VirtualCall call = lostAt10s(version).runUntil(2 * 3_600_000);

        assertThat(call.finished()).isFalse();
        assertThat(call.told(Notice.CallError.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSocketThatBreaksEndsItsCallInWords(Version version) {
        VirtualCall call =
                socket(version)
                        .provider(0, UP)
                        .at(4_000, new CallEvent.LinkDown("The connection broke.", false, false))
                        .begin()
                        .runUntil(20_000);

        assertThat(call.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(call.told(Notice.CallError.class)).extracting(At::ms).containsExactly(4_000L);
    }
}
