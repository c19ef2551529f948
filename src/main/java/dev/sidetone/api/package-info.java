/** REST resources under {@code /api/v1}. */
@NullMarked
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Sidetone",
                        version = "1",
                        description =
                                "Conversations about a workspace and the calls in them, for"
                                        + " clients without JSON-RPC."),
        tags = {
            @Tag(name = "Calls", description = "Realtime voice calls"),
            @Tag(name = "Conversations", description = "What was said and written"),
            @Tag(name = "Workspace", description = "What the conversations are about")
        },
        components =
                @Components(
                        responses =
                                @APIResponse(
                                        name = "Problem",
                                        description =
                                                "It was not done; the body says why and what to"
                                                        + " do.",
                                        content =
                                                @Content(
                                                        mediaType = "application/problem+json",
                                                        schema =
                                                                @Schema(
                                                                        implementation =
                                                                                Problem.class)))))
package dev.sidetone.api;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
