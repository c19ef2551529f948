package dev.sidetone.api;

import dev.sidetone.export.ExportSchema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schemas of files that this service writes and reads. */
@Path("/api/v1/schemas")
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class SchemasResource {

    static final String MEDIA_TYPE = "application/schema+json";

    private static final String CONVERSATION = ExportSchema.text();

    /** What exported conversations are. */
    @GET
    @Path("conversation.json")
    @Produces(MEDIA_TYPE)
    @Operation(
            operationId = "getConversationSchema",
            summary = "The JSON Schema of conversations exported as JSON and JSON Lines")
    @APIResponse(
            responseCode = "200",
            description = "JSON Schema, draft 2020-12.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.OBJECT)))
    public String conversation() {
        return CONVERSATION;
    }
}
