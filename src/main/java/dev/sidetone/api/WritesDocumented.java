package dev.sidetone.api;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the document what holds for every write; {@code mp.openapi.filter} names it. */
public final class WritesDocumented implements OASFilter {

    /** In progress, another request with the same key, too many. */
    private static final List<String> REFUSALS = List.of("409", "422", "429");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().forEach(WritesDocumented::describe);
    }

    private static void describe(PathItem path) {
        path.getOperations()
                .forEach((method, operation) -> {
                    switch (method) {
                        case POST, PUT, PATCH, DELETE -> describe(operation);
                        default -> {}
                    }
                });
    }

    private static void describe(Operation operation) {
        operation.addParameter(
                OASFactory.createParameter()
                        .name(IdempotencyKey.HEADER)
                        .in(Parameter.In.HEADER)
                        .description(
                                "A key of your own, a UUID for example: the same request with the"
                                        + " same key within a day is answered as before and not"
                                        + " done again.")
                        .schema(
                                OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .minLength(1)
                                        .maxLength(255)));
        REFUSALS.stream()
                .filter(status -> !operation.getResponses().hasAPIResponse(status))
                .forEach(status -> operation.getResponses().addAPIResponse(status, problem()));
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse().ref("Problem");
    }
}
