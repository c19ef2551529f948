package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.SavedSearches;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchReading.Mistaken;
import dev.sidetone.transcript.TranscriptStore;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** The searches that whoever asks keeps: one who is known by name has some of their own. */
record GuardedSearches(TranscriptStore store, OwnSearches own, Guard guard, InstantSource clock)
        implements SavedSearches {

    private boolean shared(Reader reader) {
        return reader.name().isEmpty() || !guard.identifies();
    }

    @Override
    public List<SavedSearch> all() {
        Reader reader = guard.need(Scope.VIEW);
        try {
            return shared(reader) ? store.searches().all() : own.all(reader.name());
        } catch (SQLException _) {
            return List.of(); // as those of all are, when they cannot be read
        }
    }

    @Override
    public SavedSearch save(String name, String query) {
        Reader reader = guard.need(Scope.VIEW);
        if (shared(reader)) {
            return store.searches().save(name, query);
        }
        String words = store.cleaned(query.strip());
        if (SearchLanguage.read(words) instanceof Mistaken mistaken) {
            throw new IllegalArgumentException(mistaken.text());
        }
        String called = name.isBlank() ? words : store.cleaned(name.strip());
        if (called.length() > SavedSearch.LONGEST_NAME && !name.isBlank()) {
            throw new IllegalArgumentException(
                    "A name has at most %d characters.".formatted(SavedSearch.LONGEST_NAME));
        }
        try {
            return own.save(reader.name(), called, words, clock.instant())
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "%d searches are saved, and no more can be: forget one before."
                                            .formatted(SavedSearch.MOST)));
        } catch (SQLException e) {
            throw new AccessException(e);
        }
    }

    @Override
    public boolean forget(String id) {
        Reader reader = guard.need(Scope.VIEW);
        try {
            return shared(reader) ? store.searches().forget(id) : own.forget(reader.name(), id);
        } catch (SQLException e) {
            throw new AccessException(e);
        }
    }
}
