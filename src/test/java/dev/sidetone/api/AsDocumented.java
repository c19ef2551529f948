package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds every answer against docs/openapi.json: its status is named there, its media type too, and
 * an object has no member that is not described.
 */
final class AsDocumented implements Filter {

    private static final JsonNode DOCUMENT = read();

    /** What any request may be answered with. */
    private static final Set<Integer> EVERYWHERE = Set.of(401, 403, 406, 413, 415);

    private static JsonNode read() {
        try {
            return EventClient.read(Files.readString(Path.of("docs/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response answer = context.next(request, specification);
        String verb = request.getMethod().toLowerCase(Locale.ROOT);
        path(URI.create(request.getURI()).getPath())
                .map(path -> path.path(verb))
                .filter(JsonNode::isObject)
                .ifPresent(operation -> check(verb + " " + request.getURI(), operation, answer));
        return answer;
    }

    private static Optional<JsonNode> path(String path) {
        return DOCUMENT.path("paths").properties().stream()
                .filter(p -> path.matches(p.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void check(String what, JsonNode operation, Response answer) {
        int status = answer.statusCode();
        JsonNode response =
                operation
                        .path("responses")
                        .path(EVERYWHERE.contains(status) ? "default" : "" + status);
        assertThat(response.isObject())
                .as("%s: status %d is not in the document", what, status)
                .isTrue();
        JsonNode content = resolved(response).path("content");
        if (content.isMissingNode()) {
            return;
        }
        String type = answer.contentType().replaceAll(";.*", "");
        assertThat(content.has(type)).as("%s: %s is not in the document", what, type).isTrue();
        if (type.endsWith("json")) {
            JsonNode schema = resolved(content.path(type).path("schema"));
            JsonNode body = EventClient.read(answer.asString());
            body.fieldNames()
                    .forEachRemaining(name ->
                            assertThat(schema.path("properties").has(name))
                                    .as("%s: member %s is not in the document", what, name)
                                    .isTrue());
        }
    }

    private static JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : resolved(DOCUMENT.at(ref.substring(1)));
    }
}
