package dev.sidetone.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.usage.UsageEntry.Kind;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.Usage;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Counts what one call uses. A response or an utterance that is told twice, because it was sent
 * again or its link was joined anew, counts once. For one thread at a time.
 */
public final class CallUsage {

    /** Ids that are remembered; what is told again comes soon or, from the store, never. */
    private static final int REMEMBERED = 4096;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Account account;
    private final boolean timed;
    private final Pricing pricing;
    private final InstantSource clock;
    private final Consumer<UsageEntry> book;
    private final BiFunction<Account, Spent, Allowance> allowance;
    private final SequencedSet<String> counted = new LinkedHashSet<>();
    private String model;
    private String transcriber;
    private long since;
    private long parkedSince;
    private int pieces;
    private volatile Spent spent;

    /**
     * @param timed the protocol reports nothing: the time of the call counts
     */
    CallUsage(
            Account account,
            String model,
            String transcriber,
            boolean timed,
            Pricing pricing,
            InstantSource clock,
            Consumer<UsageEntry> book,
            BiFunction<Account, Spent, Allowance> allowance) {
        this.account = account;
        this.model = model;
        this.transcriber = transcriber;
        this.timed = timed;
        this.pricing = pricing;
        this.clock = clock;
        this.book = book;
        this.allowance = allowance;
        this.spent = Spent.nothing(account.tariff() == Tariff.FREE);
    }

    /** What it has used so far. */
    public Spent spent() {
        return spent;
    }

    /** To what it is booked. */
    public Account account() {
        return account;
    }

    /** The provider has the call: from now on its time counts. */
    public void begun() {
        if (timed && since == 0) {
            since = clock.millis();
        }
    }

    /**
     * What a provider's event adds.
     *
     * @return what that was; empty when this added nothing
     */
    public Optional<Counted> heard(ServerEvent event) {
        if (event instanceof ServerEvent.ResponseDone done) {
            return timed ? time() : responded(done);
        }
        if (event instanceof ServerEvent.TranscriptionCompleted words) {
            return transcribed(words);
        }
        if (event instanceof ServerEvent.SessionCreated(_, JsonNode session)) {
            named(session);
        } else if (event instanceof ServerEvent.SessionUpdated(_, JsonNode session)) {
            named(session);
        }
        return Optional.empty();
    }

    /**
     * The provider's session is closed and the call goes on: from now on nothing is used.
     *
     * @return what was used until now and not counted before
     */
    public Optional<Counted> parked() {
        Optional<Counted> counted = time();
        since = 0;
        parkedSince = clock.millis();
        return counted;
    }

    /** The provider has the call again. */
    public Optional<Counted> resumed() {
        Optional<Counted> counted = pause();
        begun();
        return counted;
    }

    /** The call is over. */
    public void over() {
        Optional<Counted> _ = pause().or(this::time);
    }

    /** Only time that is paid for by its length has a price that can be saved. */
    private Optional<Counted> pause() {
        long from = parkedSince;
        parkedSince = 0;
        long millis = from == 0 ? 0 : clock.millis() - from;
        if (millis <= 0) {
            return Optional.empty();
        }
        Optional<Money> saved =
                timed
                        ? pricing.cost(account.tariff(), model, Tokens.NONE, millis)
                        : Optional.empty();
        String id = id(Kind.PARKED, Integer.toString(++pieces));
        return add(id, Kind.PARKED, "", model, Tokens.NONE, millis, saved);
    }

    /** What the provider says that it uses is what it charges for. */
    private void named(JsonNode session) {
        model = text(session.path("model"), model);
        JsonNode heard = session.path("audio").path("input").path("transcription").path("model");
        transcriber = text(heard, transcriber);
    }

    private static String text(JsonNode told, String otherwise) {
        return told.isTextual() && !told.asText().isBlank() ? told.asText() : otherwise;
    }

    /** One that reports nothing may be told again by one that does. */
    private Optional<Counted> responded(ServerEvent.ResponseDone done) {
        RealtimeResponse response = done.response();
        Usage usage = response.usage();
        String about = response.id().isEmpty() ? nameless(done.eventId()) : response.id();
        if (usage == null || !isNew(Kind.RESPONSE, about)) {
            return Optional.empty();
        }
        String id = id(Kind.RESPONSE, about);
        return add(id, Kind.RESPONSE, response.status(), model, Tokens.of(usage), 0);
    }

    /** Not every server names its responses or its events. */
    private String nameless(String eventId) {
        return eventId.isEmpty() ? "#" + ++pieces : "of " + eventId;
    }

    private Optional<Counted> transcribed(ServerEvent.TranscriptionCompleted words) {
        JsonNode usage = words.usage();
        String about = words.itemId() + "/" + words.contentIndex();
        if (usage == null || !usage.isObject() || !isNew(Kind.TRANSCRIPTION, about)) {
            return Optional.empty();
        }
        String id = id(Kind.TRANSCRIPTION, about);
        boolean seconds = usage.path("type").asText().equals("duration");
        return seconds
                ? add(id, Kind.TRANSCRIPTION, "", transcriber, Tokens.NONE, millis(usage))
                : add(id, Kind.TRANSCRIPTION, "", transcriber, Tokens.ofWords(usage), 0);
    }

    private static long millis(JsonNode usage) {
        JsonNode seconds = usage.path("seconds");
        return seconds.isNumber() && seconds.decimalValue().signum() > 0
                ? seconds.decimalValue().multiply(THOUSAND).longValue()
                : 0;
    }

    /** Booked turn by turn, so that not all of it is lost with the process. */
    private Optional<Counted> time() {
        long now = clock.millis();
        if (since == 0 || now <= since) {
            return Optional.empty();
        }
        long millis = now - since;
        since = now;
        String id = id(Kind.TIME, Integer.toString(++pieces));
        return add(id, Kind.TIME, "", model, Tokens.NONE, millis);
    }

    private Optional<Counted> add(
            String id, Kind kind, String status, String of, Tokens tokens, long millis) {
        Optional<Money> cost = pricing.cost(account.tariff(), of, tokens, millis);
        return add(id, kind, status, of, tokens, millis, cost);
    }

    private Optional<Counted> add(
            String id,
            Kind kind,
            String status,
            String of,
            Tokens tokens,
            long millis,
            Optional<Money> cost) {
        var entry =
                new UsageEntry(
                        id, clock.instant(), kind, status, account, of, tokens, millis, cost);
        spent = spent.plus(entry);
        book.accept(entry);
        return Optional.of(new Counted(entry, spent, allowance.apply(account, spent)));
    }

    private String id(Kind kind, String about) {
        return account.call() + "/" + kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + about;
    }

    private boolean isNew(Kind kind, String about) {
        boolean added = counted.add(kind + about);
        if (counted.size() > REMEMBERED) {
            counted.removeFirst();
        }
        return added;
    }
}
