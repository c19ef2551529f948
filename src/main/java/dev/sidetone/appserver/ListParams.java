package dev.sidetone.appserver;

import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Order;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import java.util.List;
import java.util.Optional;

/** What {@code thread/list} asks for. */
final class ListParams {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    private static final List<String> ORDERS =
            List.of("created_at", "updated_at", "recency_at", "section_position");

    private ListParams() {}

    /** Whether threads such as ours are wanted: all have one provider and one source. */
    static boolean ours(Params params) throws RpcException {
        List<String> providers = params.texts("modelProviders");
        List<String> sources = params.texts("sourceKinds");
        return (providers.isEmpty() || providers.contains(ThreadJson.PROVIDER))
                && (sources.isEmpty() || sources.contains(ThreadJson.SOURCE));
    }

    static ConversationQuery read(Params params) throws RpcException {
        Optional<String> order = params.optionalChoice("sortKey", ORDERS);
        Optional<String> direction = params.optionalChoice("sortDirection", List.of("asc", "desc"));
        return new ConversationQuery(
                params.optionalText("cursor"),
                (int) Math.clamp(params.optionalCount("limit").orElse(PAGE), 1, LONGEST_PAGE),
                order.equals(Optional.of("created_at")) ? Order.CREATED : Order.UPDATED,
                direction.equals(Optional.of("asc")),
                params.flag("archived") ? Shelf.ARCHIVED : Shelf.OPEN,
                Optional.empty(),
                folders(params),
                params.optionalText("searchTerm").orElse("").strip(),
                true);
    }

    /** One folder, or several. */
    private static List<String> folders(Params params) throws RpcException {
        return params.tree().path("cwd").isArray()
                ? params.texts("cwd")
                : params.optionalText("cwd").stream().toList();
    }
}
