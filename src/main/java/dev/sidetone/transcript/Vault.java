package dev.sidetone.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.Seal;
import dev.sidetone.sealing.SealingKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seals what redaction takes out; without a key it seals nothing. Thread-safe. */
final class Vault {

    /** The tables in which it is kept, beside the record. */
    static final SideTables.Schema SCHEMA =
            new SideTables.Schema(
                    "flyway_vault",
                    "vault_original",
                    "db/vault/",
                    "db/vault/postgresql/",
                    List.of("V1__vault.sql"));

    /** One in which nothing is kept. */
    static final Vault NONE = new Vault(Keyring.EMPTY, InstantSource.system());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Redacted>> WORDS = new TypeReference<>() {};

    private final Optional<SealingKey> key;
    private final InstantSource clock;
    private final Seal seal = new Seal(new SecureRandom());

    Vault(Keyring keys, InstantSource clock) {
        this.key = keys.sealing();
        this.clock = clock;
    }

    /** What is to be kept of a new item whose words these are, its text first. */
    Optional<SealedOriginal> written(
            ConversationId conversation, String itemId, List<Redacted> words) {
        return seal(conversation, itemId, Optional.of(words.getFirst().kept()), words);
    }

    /** What is to be kept of an item whose words are changed to these. */
    Optional<SealedOriginal> changed(ConversationId conversation, String itemId, Redacted words) {
        return seal(conversation, itemId, Optional.empty(), List.of(words));
    }

    private Optional<SealedOriginal> seal(
            ConversationId conversation,
            String itemId,
            Optional<String> written,
            List<Redacted> words) {
        List<Redacted> secret = words.stream().filter(w -> !w.kept().equals(w.said())).toList();
        if (secret.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String place = SealedOriginal.place(conversation.value(), itemId, now);
        return Optional.of(
                new SealedOriginal(
                        UUID.randomUUID().toString(),
                        conversation,
                        itemId,
                        written,
                        now,
                        key.get().id(),
                        seal.close(key.get(), place, bytes(secret))));
    }

    private static byte[] bytes(List<Redacted> words) {
        try {
            return JSON.writeValueAsBytes(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    /** What was sealed; empty when it was not for this place, or was changed since. */
    static Optional<List<Redacted>> open(SealingKey key, String place, byte[] sealed) {
        return Seal.open(key, place, sealed).flatMap(Vault::words);
    }

    private static Optional<List<Redacted>> words(byte[] json) {
        try {
            return Optional.of(JSON.readValue(json, WORDS));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
