package dev.sidetone.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.TranscriptStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidetone search}: finds what was said and written, the newest first. */
@Command(
        name = "search",
        description =
                "Find what was said and written, the newest first. Words, \"a phrase\", role:user,"
                        + " after:2026-05-01 and more: docs/search.md.",
        mixinStandardHelpOptions = true)
public final class SearchCommand extends RecordCommand {

    @Parameters(paramLabel = "WORD", arity = "1..*")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "How many at most, 1 to 200. Default: 20.")
    private int limit = 20;

    public SearchCommand(Supplier<TranscriptStore> record) {
        super(record);
    }

    @Override
    int run(TranscriptStore store) {
        return switch (SearchLanguage.read(String.join(" ", words))) {
            case SearchReading.Mistaken mistaken -> failed(mistaken.text());
            case SearchReading.Understood(var terms) -> {
                List<SearchHit> hits = store.search(SearchQuery.newest(terms, limit)).hits();
                hits.forEach(this::print);
                yield hits.isEmpty() && !asJson() ? failed("Nothing was found.") : 0;
            }
        };
    }

    private void print(SearchHit hit) {
        if (asJson()) {
            ObjectNode found = described(hit.conversation());
            line(
                    found.put("seq", hit.item().seq())
                            .put("startedAt", hit.item().startedAt().toString())
                            .put("text", hit.item().text()));
            return;
        }
        out().printf(
                        "%s #%d  %s  %s: %s%n",
                        hit.conversation().id(),
                        hit.item().seq(),
                        hit.item().startedAt(),
                        Speakers.of(hit.item()),
                        Visible.text(hit.excerpt()));
    }
}
