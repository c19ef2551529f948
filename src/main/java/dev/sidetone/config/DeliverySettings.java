package dev.sidetone.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where conversations are taken when a call in them has ended. */
public record DeliverySettings(List<Target> targets) {

    public DeliverySettings {
        targets = List.copyOf(targets);
    }

    /** One such place. */
    public sealed interface Target {

        /** The name of its table. */
        String name();

        /** What is written: the name of a format of export. */
        String format();
    }

    /**
     * A folder.
     *
     * @param template the file's name within, with placeholders
     */
    public record Folder(String name, String format, Path path, String template)
            implements Target {}

    /**
     * An object store that speaks S3.
     *
     * @param url of the bucket
     * @param template the object's name, with placeholders
     */
    public record Bucket(
            String name,
            String format,
            URI url,
            String template,
            String region,
            Secret accessKey,
            Secret secret)
            implements Target {}

    /**
     * A webhook.
     *
     * @param secret what the messages are signed with, {@code whsec_…}
     */
    public record Webhook(String name, String format, URI url, Secret secret) implements Target {}

    /**
     * A place that nothing can be taken to yet.
     *
     * @param why what is missing
     */
    public record Incomplete(String name, String format, String why) implements Target {}
}
