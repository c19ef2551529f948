package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.config.Settings;
import dev.sidetone.conversation.ConversationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of whoever asks whether they may, whose a record is, and writes down who read what is
 * another's. Where callers cannot be told from each other only what is revealed is written.
 * Thread-safe.
 */
@Singleton
public final class Guard {

    private static final int REMEMBERED = 10_000;

    private final CurrentAsking current;
    private final Owners owners;
    private final ReadLog log;
    private final boolean identifies;
    private final String here;
    private final InstantSource clock = InstantSource.system();

    /** What needs no line any more in its hour: it has one, or is the reader's own. */
    private final Set<Noted> noted =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                private static final long serialVersionUID = 1L;

                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<Noted, Boolean> eldest) {
                                    return size() > REMEMBERED;
                                }
                            }));

    private record Noted(String reader, ConversationId what, ReadKind kind, Instant hour) {}

    @Inject
    Guard(CurrentAsking current, Settings settings, Owners owners, ReadLog log) {
        this.current = current;
        this.owners = owners;
        this.log = log;
        this.identifies = settings.server().access().identifies();
        Path name = settings.workspace().getFileName();
        this.here = name == null ? settings.workspace().toString() : name.toString();
    }

    /** True when callers can be told from each other. */
    boolean identifies() {
        return identifies;
    }

    /** The workspace that this service works in. */
    String here() {
        return here;
    }

    /** This one, who only listens where they may not talk with the agent that works here. */
    public Reader here(Reader reader) {
        return reader.in(here) ? reader : reader.without(Scope.TALK);
    }

    /** Who asks. */
    public Reader reader() {
        return current.now().reader();
    }

    /** Who asks by a method of JSON-RPC, and for what; they may, or this is refused. */
    public Asking of(Reader reader, String method) {
        Need need = RpcRights.of(method);
        need.of(reader, here)
                .refusal(reader)
                .ifPresent(why -> {
                    throw new DeniedException(why);
                });
        return new Asking(reader, need);
    }

    /**
     * Who asks, who has this scope.
     *
     * @throws DeniedException when they have not
     */
    public Reader need(Scope scope) {
        Reader reader = reader();
        Need.of(scope)
                .of(reader, here)
                .refusal(reader)
                .ifPresent(why -> {
                    throw new DeniedException(why);
                });
        return reader;
    }

    /** What refuses something about a workspace that is not the reader's. */
    DeniedException elsewhere() {
        return new DeniedException(new Decision.Elsewhere().refusal(reader()).orElseThrow());
    }

    /** Whoever asks began this conversation. */
    public void began(ConversationId id) {
        String name = reader().name();
        if (identifies && !name.isEmpty()) {
            change(() -> owners.add(id, List.of(name)));
        }
    }

    /**
     * Whoever asks brings this conversation in, which was not there. It is theirs, and nobody's in
     * part: a file does not prove whose words are in it.
     */
    void brought(ConversationId id) {
        String name = reader().name();
        if (identifies && !name.isEmpty()) {
            change(() -> owners.add(id, List.of(name, "")));
        }
    }

    /**
     * What one conversation holds comes into another: its owners are that one's too. One that was
     * nobody's in particular stays so in part.
     */
    void mixed(ConversationId from, ConversationId into) {
        share(from, into, () -> owners.of(into));
    }

    /** The same of a new conversation that whoever asks begins by it. */
    void copied(ConversationId from, ConversationId into) {
        share(from, into, () -> List.of(reader().name()));
    }

    /** The same of a new conversation that is nobody else's. */
    void parted(ConversationId from, ConversationId into) {
        share(from, into, List::of);
    }

    @FunctionalInterface
    private interface Names {
        Collection<String> get() throws SQLException;
    }

    private void share(ConversationId from, ConversationId into, Names besides) {
        if (identifies) {
            change(() -> {
                var all = new TreeSet<>(owners.of(from));
                all.addAll(besides.get());
                owners.add(into, all);
            });
        }
    }

    /** Whoever asks merged or split. */
    void moved(String move, ConversationId source, ConversationId target) {
        if (identifies) {
            change(() -> owners.moved(move, reader().name(), source, target));
        }
    }

    /** The conversations of a move of whoever asks. */
    List<ConversationId> ofMove(String move) {
        try {
            return owners.ofMove(move, reader().name());
        } catch (SQLException e) {
            throw new AccessException(e);
        }
    }

    /** From now on whoever asks hears of what is said in this conversation. */
    public void follows(ConversationId id) {
        note(List.of(id), current.now().reading(ReadKind.FOLLOW));
    }

    /** Whoever asks sees what was taken out of this item; that is a line each time. */
    void reveals(ConversationId id, String itemId) {
        try {
            log.reveal(
                    reader().name(),
                    new ReadLog.Seen(id, List.copyOf(owners.of(id))),
                    itemId,
                    clock.instant());
        } catch (SQLException e) {
            throw new AccessException(e);
        }
    }

    /** Whoever asks reads these, in the way that they ask for. */
    public void reads(Collection<ConversationId> ids) {
        note(ids, current.now());
    }

    /** The voice of a call is told of these: to the reader of this name, who began the call. */
    public void told(String reader, Collection<ConversationId> ids) {
        if (identifies) {
            note(ids, reader, ReadKind.CONTEXT);
        }
    }

    private void note(Collection<ConversationId> ids, Asking asking) {
        if (identifies && !asking.reader().equals(Reader.NOBODY)) {
            note(ids, asking.reader().name(), asking.need().reads());
        }
    }

    private void note(Collection<ConversationId> ids, String name, ReadKind kind) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        List<Noted> fresh =
                ids.stream()
                        .distinct()
                        .map(id -> new Noted(name, id, kind, hour))
                        .filter(one -> !noted.contains(one))
                        .toList();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            var others = new ArrayList<ReadLog.Seen>();
            for (Noted one : fresh) {
                List<String> whose = List.copyOf(owners.of(one.what()));
                if (!whose.equals(List.of(name))) {
                    others.add(new ReadLog.Seen(one.what(), whose));
                }
            }
            if (!others.isEmpty()) {
                log.add(name, kind, others, now);
            }
        } catch (SQLException e) {
            throw new AccessException(e);
        }
        noted.addAll(fresh);
    }

    @FunctionalInterface
    private interface Change {
        void run() throws SQLException;
    }

    /** Whose something is may be other than before: what is the reader's own is looked up anew. */
    private void change(Change change) {
        try {
            change.run();
            noted.clear();
        } catch (SQLException e) {
            throw new AccessException(e);
        }
    }
}
