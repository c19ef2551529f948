package dev.sidetone.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The deliveries, each in a small file of its own, so that none is lost with the process. What they
 * carry is not in it: that is in the record. Thread-safe.
 */
public final class Spool {

    static final int MOST_OVER = 500;

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final String ENDING = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Delivery> NEWEST =
            Comparator.comparing(Delivery::createdAt).thenComparing(Delivery::id).reversed();

    private final Path folder;
    private final Map<String, Delivery> all = new ConcurrentHashMap<>();

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** What is kept in a home folder; nothing is made there before there is something to keep. */
    public static Spool in(Path home) throws IOException {
        var spool = new Spool(home.resolve("deliveries"));
        spool.read();
        return spool;
    }

    private void read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                try {
                    Delivery delivery = read(JSON.readTree(Files.readString(file)));
                    all.put(delivery.id(), delivery);
                } catch (IOException | RuntimeException _) {
                    LOG.warnf("%s is no delivery and is left as it is", file);
                }
            }
        }
    }

    /** All of them, the newest first. */
    public List<Delivery> list() {
        return all.values().stream().sorted(NEWEST).toList();
    }

    Optional<Delivery> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Keeps it as it is now; when that cannot be written, it is told and kept in memory. */
    synchronized void keep(Delivery delivery) {
        all.put(delivery.id(), delivery);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(file(delivery), JSON.writeValueAsString(json(delivery)));
            forget();
        } catch (IOException e) {
            LOG.errorf(
                    "A delivery cannot be kept in %s (%s): make the folder writable; it is lost when"
                            + " the service ends",
                    folder, e.getClass().getSimpleName());
        }
    }

    /** Forgets one that has not arrived; when its file cannot go, that is told. */
    synchronized boolean drop(String id) {
        Delivery known = all.get(id);
        if (known == null || known.state() == Delivery.State.DELIVERED) {
            return false;
        }
        all.remove(id);
        try {
            Files.deleteIfExists(file(known));
        } catch (IOException e) {
            LOG.errorf(
                    "A dropped delivery's file in %s cannot go (%s): make the folder writable; it is"
                            + " back when the service starts again",
                    folder, e.getClass().getSimpleName());
        }
        return true;
    }

    private void forget() throws IOException {
        var over = new ArrayList<>(list());
        over.removeIf(d -> d.state() == Delivery.State.WAITING);
        for (Delivery old : over.subList(Math.min(MOST_OVER, over.size()), over.size())) {
            Files.deleteIfExists(file(old));
            all.remove(old.id());
        }
    }

    private Path file(Delivery delivery) {
        return folder.resolve(delivery.id() + ENDING);
    }

    /** As programs read it. */
    static ObjectNode json(Delivery d) {
        return JSON.createObjectNode()
                .put("id", d.id())
                .put("conversation", d.conversation().value())
                .put("target", d.target())
                .put("state", d.state().name().toLowerCase(Locale.ROOT))
                .put("attempts", d.attempts())
                .put("createdAt", d.createdAt().toString())
                .put("next", d.next().toString())
                .put("fault", d.fault());
    }

    private static Delivery read(JsonNode json) {
        return new Delivery(
                json.path("id").asText(),
                new ConversationId(json.path("conversation").asText()),
                json.path("target").asText(),
                Delivery.State.valueOf(json.path("state").asText().toUpperCase(Locale.ROOT)),
                json.path("attempts").asInt(),
                Instant.parse(json.path("createdAt").asText()),
                Instant.parse(json.path("next").asText()),
                json.path("fault").asText());
    }
}
