package dev.sidetone.session;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was sent while nothing of the provider shows that it came, and what a broken link did not
 * take. A connection that just died takes what is written to it without a word, so this goes out
 * again after the next join. Items carry ids of their own: a provider that has one already refuses
 * the second. Not thread-safe.
 */
final class Unconfirmed {

    /**
     * A dead connection may be noticed after minutes only, so their number decides, not their age.
     */
    static final int MOST = 256;

    /** After this what was to be silenced has been said, and something else may be heard. */
    static final long AUDIBLE_MS = 30_000;

    private static final String RESPONSE = "response.create";
    private static final String CANCEL = "response.cancel";
    private static final String SILENCE = "output_audio_buffer.clear";
    private static final String CUT = "conversation.item.truncate ";
    private static final String DELETION = "conversation.item.delete ";

    /** Begins the event ids of what is sent again; a refusal repeats them. */
    private static final String AGAIN = "again_";

    /**
     * @param taken the link took it, so that it may have come
     */
    private record Sent(String what, ClientEvent event, boolean taken, long at) {

        ClientEvent again() {
            return taken ? named(event) : event;
        }

        private ClientEvent named(ClientEvent whole) {
            String id = AGAIN + what;
            return switch (whole) {
                case ClientEvent.ItemCreate(_, var previous, var item) ->
                        new ClientEvent.ItemCreate(id, previous, item);
                case ClientEvent.ResponseCreate(_, var response) ->
                        new ClientEvent.ResponseCreate(id, response);
                case ClientEvent.ResponseCancel(_, var response) ->
                        new ClientEvent.ResponseCancel(id, response);
                case ClientEvent.OutputAudioClear _ -> new ClientEvent.OutputAudioClear(id);
                case ClientEvent.ItemTruncate(_, var item, var index, var end) ->
                        new ClientEvent.ItemTruncate(id, item, index, end);
                case ClientEvent.ItemDelete(_, var item) -> new ClientEvent.ItemDelete(id, item);
                default -> whole;
            };
        }

        /** What is said by then may be something else. */
        boolean tooLate(long now) {
            boolean aimless =
                    event instanceof ClientEvent.OutputAudioClear
                            || event instanceof ClientEvent.ResponseCancel(_, var response)
                                    && response == null;
            return aimless && now - at > AUDIBLE_MS;
        }
    }

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private @Nullable String response;

    /** The link took it. */
    void sent(ClientEvent event, long now) {
        keep(event, true, now);
    }

    /** The link did not take it, or there is none. */
    void notSent(ClientEvent event, long now) {
        keep(event, false, now);
    }

    private void keep(ClientEvent event, boolean taken, long now) {
        if (event instanceof ClientEvent.ResponseCancel) {
            sent.removeIf(each -> each.what().equals(RESPONSE));
        }
        ClientEvent aimed = aimed(event);
        name(aimed).ifPresent(what -> sent.add(new Sent(what, aimed, taken, now)));
        if (sent.size() > MOST) {
            sent.removeFirst();
        }
    }

    /** Later another response may run, which nobody wanted to stop. */
    private ClientEvent aimed(ClientEvent event) {
        return event instanceof ClientEvent.ResponseCancel(var id, var of) && of == null
                ? new ClientEvent.ResponseCancel(id, response)
                : event;
    }

    /** Empty for what is not sent again. */
    private static Optional<String> name(ClientEvent event) {
        return switch (event) {
            case ClientEvent.ItemCreate(_, _, var item) -> Optional.of(item.path("id").asText());
            case ClientEvent.ResponseCreate _ -> Optional.of(RESPONSE);
            case ClientEvent.ResponseCancel _ -> Optional.of(CANCEL);
            case ClientEvent.OutputAudioClear _ -> Optional.of(SILENCE);
            case ClientEvent.ItemTruncate cut -> Optional.of(CUT + cut.itemId());
            case ClientEvent.ItemDelete deletion -> Optional.of(DELETION + deletion.itemId());
            default -> Optional.empty();
        };
    }

    void heard(ServerEvent event) {
        switch (event) {
            case ServerEvent.ItemAdded(_, _, var item) -> confirm(item);
            case ServerEvent.ItemDone(_, _, var item) -> confirm(item);
            case ServerEvent.ItemTruncated cut -> confirmUpTo(CUT + cut.itemId());
            case ServerEvent.ItemDeleted deletion -> confirmUpTo(DELETION + deletion.itemId());
            case ServerEvent.ResponseCreated(_, var created) -> {
                response = created.id();
                confirm(RESPONSE);
            }
            case ServerEvent.ResponseDone _ -> {
                response = null;
                confirm(CANCEL);
            }
            case ServerEvent.OutputAudioCleared _ -> confirm(SILENCE);
            case ServerEvent.ErrorEvent(_, var error) -> refused(error);
            default -> {}
        }
    }

    /** Gives them in their order, named as sent again where they were sent, and forgets them. */
    List<ClientEvent> take(long now) {
        List<ClientEvent> all =
                sent.stream().filter(each -> !each.tooLate(now)).map(Sent::again).toList();
        sent.clear();
        response = null;
        return all;
    }

    /** The same for a new session: what the one before took is none of its business. */
    List<ClientEvent> takeForNewSession(long now) {
        sent.removeIf(Sent::taken);
        return take(now);
    }

    /** That a provider has it already is no news for anybody. */
    static boolean refusesSecond(WireError error) {
        return error.eventId() instanceof String id && id.startsWith(AGAIN);
    }

    /** What is refused has come. */
    private void refused(WireError error) {
        if (error.eventId() instanceof String id && id.startsWith(AGAIN)) {
            confirm(id.substring(AGAIN.length()));
        }
    }

    private void confirm(Item item) {
        String id = item.id();
        if (id != null) {
            confirmUpTo(id);
        }
    }

    /** A link keeps the order: what was sent before has come too. */
    private void confirmUpTo(String what) {
        if (sent.stream().noneMatch(each -> each.taken() && each.what().equals(what))) {
            return;
        }
        Sent first;
        do {
            first = sent.removeFirst();
        } while (!first.what().equals(what));
    }

    /** It may have another reason, so that it says nothing of what was sent before. */
    private void confirm(String what) {
        sent.removeIf(each -> each.taken() && each.what().equals(what));
    }
}
