package dev.sidetone.console;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page a person talks on, and the page of its own for a place in the code. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class ConsolePages {

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance console(Calls calls);

        static native TemplateInstance code();
    }

    private final RunningConfiguration running;
    private final Sessions sessions;

    @Inject
    ConsolePages(RunningConfiguration running, Sessions sessions) {
        this.running = running;
        this.sessions = sessions;
    }

    @GET
    public TemplateInstance console() {
        return Templates.console(Calls.of(running.now().realtime(), sessions.offersRecording()));
    }

    /** Reads {@code path}, {@code start} and {@code end} in the browser, like a citation does. */
    @GET
    @Path("code")
    public TemplateInstance code() {
        return Templates.code();
    }
}
