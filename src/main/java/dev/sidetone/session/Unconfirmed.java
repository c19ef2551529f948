package dev.sidetone.session;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What was sent a moment ago while nothing of the provider shows that it came. A connection that
 * just died takes what is written to it without a word, so this goes out again after the next join.
 * Items carry ids of their own: a provider that has one already refuses the second. Not
 * thread-safe.
 */
final class Unconfirmed {

    /** Longer than it takes to notice that a connection is gone. */
    static final long LATELY_MS = 60_000;

    private static final String RESPONSE = "response.create";

    /** Begins the event ids of what is sent again; a refusal repeats them. */
    private static final String AGAIN = "again_";

    private record Sent(String what, ClientEvent event, long at) {

        ClientEvent again() {
            return switch (event) {
                case ClientEvent.ItemCreate(_, var previous, var item) ->
                        new ClientEvent.ItemCreate(AGAIN + what, previous, item);
                case ClientEvent.ResponseCreate(_, var response) ->
                        new ClientEvent.ResponseCreate(AGAIN + what, response);
                default -> event;
            };
        }
    }

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();

    void sent(ClientEvent event, long now) {
        forgetOld(now);
        switch (event) {
            case ClientEvent.ItemCreate(_, _, var item) ->
                    sent.add(new Sent(item.path("id").asText(), event, now));
            case ClientEvent.ResponseCreate _ -> sent.add(new Sent(RESPONSE, event, now));
            default -> {}
        }
    }

    void heard(ServerEvent event) {
        if (sent.isEmpty()) {
            return;
        }
        switch (event) {
            case ServerEvent.ItemAdded(_, _, var item) -> confirm(item);
            case ServerEvent.ItemDone(_, _, var item) -> confirm(item);
            case ServerEvent.ResponseCreated _ -> confirm(RESPONSE);
            default -> {}
        }
    }

    /** Gives them in their order, named as sent again, and forgets them. */
    List<ClientEvent> take(long now) {
        forgetOld(now);
        List<ClientEvent> all = sent.stream().map(Sent::again).toList();
        sent.clear();
        return all;
    }

    /** That a provider has it already is no news for anybody. */
    static boolean refusesSecond(WireError error) {
        return error.eventId() instanceof String id && id.startsWith(AGAIN);
    }

    private void confirm(Item item) {
        String id = item.id();
        if (id != null) {
            confirm(id);
        }
    }

    private void confirm(String what) {
        sent.removeIf(each -> each.what().equals(what));
    }

    private void forgetOld(long now) {
        while (!sent.isEmpty() && now - sent.getFirst().at() > LATELY_MS) {
            sent.removeFirst();
        }
    }
}
