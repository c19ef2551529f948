package dev.sidetone.appserver;

import dev.sidetone.auth.Reader;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import dev.sidetone.session.NoticeSink;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connected client: what it can do, which threads it knows, and the way to it. Thread-safe. */
final class Client implements NoticeSink {

    /**
     * What a client said of itself.
     *
     * @param experimental it may use and is told experimental parts
     * @param optedOut notifications it does not want, by exact name
     */
    record Capabilities(boolean experimental, Set<String> optedOut) {
        Capabilities {
            optedOut = Set.copyOf(optedOut);
        }
    }

    private static final int POLICY = 1008;

    private final Wire wire;
    private final InstantSource clock;
    private final Reader reader;
    private final Set<ConversationId> known = ConcurrentHashMap.newKeySet();
    private volatile String name = "";
    private volatile boolean gone;
    private volatile Optional<Capabilities> capabilities = Optional.empty();

    /** One that may do everything: the program that started this one. */
    Client(Wire wire, InstantSource clock) {
        this(wire, clock, Reader.EVERYTHING);
    }

    Client(Wire wire, InstantSource clock, Reader reader) {
        this.wire = wire;
        this.clock = clock;
        this.reader = reader;
    }

    /** Who that is, and what they may do. */
    Reader reader() {
        return reader;
    }

    /** Whose words are said by it: who is known by name, else as it calls itself. */
    String speaker() {
        return reader.name().isEmpty() ? name : reader.name();
    }

    /** What it showed is good no more: it is told nothing from now on. */
    boolean expired() {
        boolean over = reader.expired(clock.instant());
        if (over) {
            wire.close(POLICY, "the token has expired; connect again with a new one");
        }
        return over;
    }

    /** Messages that it has not taken yet. */
    int waiting() {
        return wire.waiting();
    }

    Optional<Capabilities> capabilities() {
        return capabilities;
    }

    boolean experimental() {
        return capabilities.map(Capabilities::experimental).orElse(false);
    }

    void initialized(Capabilities said, String called) {
        name = called;
        capabilities = Optional.of(said);
    }

    /** As it calls itself; empty before it said so. */
    String name() {
        return name;
    }

    /** Its connection has ended. What is still done for it must leave nothing behind. */
    void leaves() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }

    /** It has seen this thread, so the thread exists. */
    boolean knows(ConversationId thread) {
        return known.contains(thread);
    }

    void learns(ConversationId thread) {
        known.add(thread);
    }

    void unlearns(ConversationId thread) {
        known.remove(thread);
    }

    void send(String message) {
        wire.send(message);
    }

    void tell(Frame frame) {
        boolean wanted =
                capabilities
                        .filter(c -> c.experimental() || !frame.experimental())
                        .filter(c -> !c.optedOut().contains(frame.method()))
                        .isPresent();
        if (wanted && !expired()) {
            wire.tell(frame, clock.millis());
        }
    }

    @Override
    public void accept(ConversationId conversation, Notice notice) {
        accept(conversation, notice, 0);
    }

    @Override
    public void accept(ConversationId conversation, Notice notice, long number) {
        NoticeFrames.of(conversation, notice).forEach(frame -> tell(frame.numbered(number)));
    }
}
