package dev.sidetone.delivery;

import dev.sidetone.config.DeliverySettings;
import dev.sidetone.config.DeliverySettings.Bucket;
import dev.sidetone.config.DeliverySettings.Folder;
import dev.sidetone.config.DeliverySettings.Incomplete;
import dev.sidetone.config.DeliverySettings.Target;
import dev.sidetone.config.DeliverySettings.Webhook;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.export.Download;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one attempt: the conversation as it is now, in its format, to its place. */
final class Carrier implements AutoCloseable {

    private final TranscriptStore store;
    private final Supplier<DeliverySettings> settings;
    private final Sender sender;
    private final InstantSource clock;

    Carrier(
            TranscriptStore store,
            Supplier<DeliverySettings> settings,
            Sender sender,
            InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.sender = sender;
        this.clock = clock;
    }

    void carry(Delivery delivery) throws DeliveryException, InterruptedException {
        Target target = target(delivery);
        Conversation conversation =
                store.find(delivery.conversation())
                        .orElseThrow(
                                () -> DeliveryException.lasting("The conversation was deleted."));
        try {
            carry(delivery, target, conversation);
        } catch (IOException e) {
            throw DeliveryException.passing(
                    "The conversation cannot be written to a file of its own (%s): look at the space for temporary files."
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    private Target target(Delivery delivery) throws DeliveryException {
        Optional<Target> found =
                settings.get().targets().stream()
                        .filter(t -> t.name().equals(delivery.target()))
                        .findFirst();
        return found.orElseThrow(() ->
                DeliveryException.lasting(
                        "sidetone.delivery." + delivery.target() + " is not configured any more."));
    }

    private void carry(Delivery delivery, Target target, Conversation conversation)
            throws DeliveryException, InterruptedException, IOException {
        if (target instanceof Incomplete incomplete) {
            throw DeliveryException.passing(incomplete.why() + ".");
        }
        Export format = Export.named(target.format()).orElse(Export.JSON);
        if (target instanceof Folder folder) {
            String name = PlaceName.of(folder.template(), conversation, format);
            FolderDrop.put(folder, name, out -> write(conversation, format, out));
            return;
        }
        Path draft = Files.createTempFile("sidetone-delivery", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                if (target instanceof Webhook) {
                    message(conversation, out);
                } else {
                    write(conversation, format, out);
                }
            }
            switch (target) {
                case Webhook webhook -> sender.post(webhook, delivery.id(), draft);
                case Bucket bucket ->
                        sender.put(
                                bucket,
                                PlaceName.of(bucket.template(), conversation, format),
                                format.mediaType(),
                                draft);
                case Folder _, Incomplete _ ->
                        throw new IllegalStateException("those are done with above");
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What a webhook gets: a type, a time, and the record as its JSON export has it. */
    private void message(Conversation conversation, OutputStream out) throws IOException {
        out.write(
                Digests.bytes(
                        "{\"type\":\"call.ended\",\"timestamp\":\"%s\",\"data\":"
                                .formatted(clock.instant())));
        write(conversation, Export.JSON, out);
        out.write(Digests.bytes("}"));
    }

    private void write(Conversation conversation, Export format, OutputStream out)
            throws IOException {
        new Download(store).one(conversation, format, 1, Long.MAX_VALUE, out);
    }

    @Override
    public void close() {
        sender.close();
    }
}
