package dev.sidetone.transcript;

import java.util.List;
import java.util.Optional;

/**
 * A page of what was found.
 *
 * @param next the cursor of the page that follows; empty at the end
 */
public record SearchPage(List<SearchHit> hits, Optional<String> next) {

    public SearchPage {
        hits = List.copyOf(hits);
    }
}
