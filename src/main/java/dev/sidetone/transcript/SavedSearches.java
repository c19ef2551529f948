package dev.sidetone.transcript;

import java.util.List;

/** The searches that are kept, for all who use this record. Thread-safe. */
public interface SavedSearches {

    /** All of them, by their names. */
    List<SavedSearch> all();

    /**
     * Keeps a search. One that is kept already gets the new name.
     *
     * @throws IllegalArgumentException when the name or the query is empty, too long, or no query;
     *     its message says what is wrong
     * @throws TranscriptException when the file cannot be written now, or too many are kept
     */
    SavedSearch save(String name, String query);

    /**
     * Forgets one.
     *
     * @return false when there is none of that id
     * @throws TranscriptException when the file cannot be written now
     */
    boolean forget(String id);
}
