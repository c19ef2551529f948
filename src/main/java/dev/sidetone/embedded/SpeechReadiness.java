package dev.sidetone.embedded;

/** Whether the embedded provider can hear and speak, and if not, what a person can do about it. */
public sealed interface SpeechReadiness {

    /** Recognition and synthesis are loaded. */
    record Ready() implements SpeechReadiness {}

    /**
     * Models are being fetched or loaded.
     *
     * @param message what is happening, fit for a page
     * @param doneBytes bytes present of all missing models
     * @param totalBytes size of all missing models
     */
    record Preparing(String message, long doneBytes, long totalBytes) implements SpeechReadiness {}

    /**
     * No speech until somebody acts.
     *
     * @param reason what is wrong
     * @param remedy what to do
     * @param offerDownload true when the person may start the download from the page ({@code
     *     sidetone.models = "ask"})
     */
    record Unavailable(String reason, String remedy, boolean offerDownload)
            implements SpeechReadiness {}
}
