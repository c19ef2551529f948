package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a call does when its link, its session or the service itself breaks. */
class BrokenLinkTest {

    private final FakeProvider provider = new FakeProvider();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final AtomicBoolean faulty = new AtomicBoolean();
    private final Room room =
            new Room(
                    Given.CONVERSATION,
                    new MemoryStore(),
                    Optional.of(new Answering("Answer to ")),
                    _ -> "",
                    new Ids(InstantSource.system(), new Random(1)),
                    InstantSource.system());

    /** The room, which breaks once when it is to tell something. */
    private CallActor.Surroundings surroundings() {
        return (CallActor.Surroundings)
                Proxy.newProxyInstance(
                        CallActor.Surroundings.class.getClassLoader(),
                        new Class<?>[] {CallActor.Surroundings.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("tell") && faulty.getAndSet(false)) {
                                throw new AssertionError("a fault of ours");
                            }
                            try {
                                return method.invoke(room, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }

    private CallActor begin(CallSpec spec) {
        room.watchers().add((_, notice) -> notices.add(notice));
        var mailbox = new Mailbox();
        var connector = new Connector(provider, mailbox, new Random(1), CallProbe.none(spec));
        var actor = new CallActor(spec, mailbox, connector, surroundings(), InstantSource.system());
        room.begin(actor);
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> provider.listeners.size() == 1);
        return actor;
    }

    private CallActor webRtc() {
        return begin(Given.spec(new Transport.WebRtc("offer"), Modality.AUDIO));
    }

    private static void types(CallActor call, String words) throws InterruptedException {
        call.put(Lane.TEXT, new CallEvent.TextCame("t-" + words, words, TextRole.USER, ""));
    }

    /** Over the socket of that number, counted from 0. */
    private long asked(int socket) {
        return provider.sockets.size() <= socket
                ? 0
                : provider.sockets.get(socket).stream()
                        .filter(ClientEvent.ResponseCreate.class::isInstance)
                        .count();
    }

    private List<String> texts(int socket) {
        return provider.sockets.get(socket).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item())
                .map(item -> item.path("content").path(0).path("text").asText())
                .toList();
    }

    private static ServerEvent answersAlready(ClientEvent request) {
        return new ServerEvent.ErrorEvent(
                "e1",
                WireError.invalidRequest(
                        "conversation_already_has_active_response",
                        "It answers already.",
                        null,
                        request.eventId()));
    }

    private <N extends Notice> void told(Class<N> type) {
        await().until(() -> notices.stream().anyMatch(type::isInstance));
    }

    /** The provider had the request; only its word about that was lost. */
    @Test
    void aQuestionWhoseAnswerRunsAfterTheRejoinIsAnsweredOnce() throws Exception {
        CallActor call = webRtc();
        types(call, "where is it?");
        await().until(() -> asked(0) == 1);

        provider.breaks();
        provider.mayJoin.release();
        await().until(() -> asked(1) == 1);
        provider.says(answersAlready(provider.sockets.get(1).getLast()));
        provider.says(Given.responseDone("completed"));
        provider.says(Given.error("another"));
        told(Notice.CallError.class);

        assertThat(asked(1)).isOne();
        assertThat(notices.stream().filter(Notice.CallError.class::isInstance)).hasSize(1);
    }

    @Test
    void aNewSessionIsNotToldWhatTheOldOneTook() throws Exception {
        CallPolicy hourly = CallPolicy.USUAL.capped(Optional.of(Duration.ofHours(1)));
        CallActor call = begin(Given.in(Version.V2, hourly));
        types(call, "old");
        await().until(() -> asked(0) == 1);

        call.put(Lane.CONTROL, new CallEvent.Rang(Timer.RENEWAL, "pause-1"));
        call.put(Lane.CONTROL, new CallEvent.Rang(Timer.RENEWAL, "now-1"));
        told(Notice.Remark.class);
        types(call, "meanwhile");
        provider.mayJoin.release();
        await().until(() -> provider.sockets.size() == 2);
        types(call, "new");
        await().until(() -> texts(1).contains("new"));

        assertThat(texts(1)).containsExactly("meanwhile", "new");
    }

    /** Without a word the client would wait for a call that is dead and costs money. */
    @Test
    void anErrorOfOursEndsTheCallAloudAndHangsItUp() throws Exception {
        CallActor call = webRtc();
        told(Notice.CallStarted.class);

        faulty.set(true);
        provider.says(Given.error("trouble"));

        assertThat(call.awaitEnd(10_000)).isTrue();
        told(Notice.CallClosed.class);
        assertThat(notices.stream().filter(Notice.CallError.class::isInstance))
                .singleElement()
                .asString()
                .contains("a fault in the service");
        await().until(() -> provider.hungUp.contains("rtc_offer"));
    }

    @Test
    void anErrorOfOursWhileACallIsMadeIsTold() throws Exception {
        provider.faults.add(new AssertionError("ours"));
        var mailbox = new Mailbox();
        CallSpec spec = Given.spec(new Transport.WebRtc("offer"), Modality.AUDIO);
        var connector = new Connector(provider, mailbox, new Random(1), CallProbe.none(spec));
        room.watchers().add((_, notice) -> notices.add(notice));
        var call = new CallActor(spec, mailbox, connector, room, InstantSource.system());
        room.begin(call);

        provider.mayCreate.release();

        assertThat(call.awaitEnd(10_000)).isTrue();
        assertThat(notices.stream().filter(Notice.CallError.class::isInstance))
                .singleElement()
                .asString()
                .contains("a fault of its own");
    }
}
