package dev.sidetone.embedded.speech;

/** Hears how a pull goes on. Called from the pulling thread. */
@FunctionalInterface
interface PullProgress {

    /**
     * @param doing what is happening, fit for a page
     * @param doneBytes of all files this pull is for
     * @param totalBytes of all files this pull is for
     */
    void at(String doing, long doneBytes, long totalBytes);
}
