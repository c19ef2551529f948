package dev.sidetone.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page a person talks on. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class ConsolePages {

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance console();
    }

    @GET
    public TemplateInstance console() {
        return Templates.console();
    }
}
