package dev.sidetone.console;

import dev.sidetone.config.ConfigException;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.Generation;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.console.SettingsPage.Outcome;
import dev.sidetone.console.SettingsPage.Preview;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * The settings: what runs and where it comes from, another configuration looked at and applied, an
 * earlier one brought back. What is applied stays on the server between the two steps, so no page
 * ever holds a secret.
 */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SettingsPages {

    private static final String PASTED = "this text";

    private final RunningConfiguration running;
    private final Drafts drafts = new Drafts();
    private final InstantSource clock = InstantSource.system();

    SettingsPages(RunningConfiguration running) {
        this.running = running;
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance settings(SettingsPage page);
    }

    /** The page; {@code generation} is looked at, {@code applied} was just put in force. */
    @GET
    public Response settings(
            @QueryParam("generation") Optional<Integer> generation,
            @QueryParam("applied") Optional<Integer> applied) {
        String done = applied.map("Generation %d runs now."::formatted).orElse("");
        if (generation.isEmpty()) {
            return page(200, new Outcome(done, ""), Optional.empty());
        }
        try {
            Optional<String> text = running.text(generation.get());
            return text.isPresent()
                    ? page(200, Outcome.NOTHING, Optional.of(look(generation.get(), text.get())))
                    : trouble(404, unknown(generation.get()));
        } catch (ConfigException e) {
            return trouble(422, String.join("\n", e.faults()));
        } catch (IOException e) {
            return trouble(500, unreadable(e));
        }
    }

    private Preview look(int number, String text) {
        String title = "Generation " + number;
        try {
            Configuration next = running.preview("generation " + number, text);
            return Preview.good(title, running.now(), next, "", number);
        } catch (ConfigException e) {
            return Preview.bad(title, e.faults());
        }
    }

    /** What a pasted or uploaded text means. */
    @POST
    @Path("preview")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response preview(@RestForm Optional<String> text, @RestForm Optional<FileUpload> file) {
        String given;
        try {
            given =
                    file.isPresent() && file.get().size() > 0
                            ? Files.readString(file.get().uploadedFile())
                            : text.orElse("").replace("\r\n", "\n"); // as forms send lines
        } catch (CharacterCodingException _) {
            return trouble(400, "The file is not UTF-8; save it as UTF-8.");
        } catch (IOException e) {
            return trouble(500, "The file did not arrive whole (" + e.getMessage() + ").");
        }
        if (given.isBlank()) {
            return looked(400, Preview.bad("Nothing to look at", List.of("The text is empty.")));
        }
        try {
            Configuration next = running.preview(PASTED, given);
            String title = "What this text means";
            return looked(200, Preview.good(title, running.now(), next, drafts.keep(given), 0));
        } catch (ConfigException e) {
            return looked(422, Preview.bad("What this text means", e.faults()));
        }
    }

    private Response looked(int status, Preview preview) {
        return page(status, Outcome.NOTHING, Optional.of(preview));
    }

    /** Puts a text that was looked at in force. */
    @POST
    @Path("apply")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response apply(@FormParam("draft") Optional<String> draft) {
        Optional<String> text = draft.flatMap(drafts::text);
        if (text.isEmpty()) {
            return trouble(
                    410, "That text is no longer at hand: paste it again and look at it again.");
        }
        Response done = changed(() -> Optional.of(running.apply(text.get(), "console")));
        draft.filter(_ -> done.getStatus() == 303).ifPresent(drafts::forget);
        return done;
    }

    /** Brings a generation back. */
    @POST
    @Path("rollback")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rollBack(@FormParam("generation") Optional<Integer> generation) {
        int number = generation.orElse(0);
        return changed(() -> running.rollBack(number));
    }

    @FunctionalInterface
    private interface Work {
        Optional<Generation> run() throws IOException;
    }

    private Response changed(Work work) {
        try {
            Optional<Generation> generation = work.run();
            return generation.isPresent()
                    ? Response.seeOther(
                                    URI.create("/settings?applied=" + generation.get().number()))
                            .build()
                    : trouble(404, "There is no such generation; choose one from the list.");
        } catch (ConfigException e) {
            return trouble(422, String.join(" ", e.faults()));
        } catch (IOException e) {
            return trouble(
                    500,
                    "The file cannot be written (%s). Where it is mounted read-only, change it at its source."
                            .formatted(e));
        }
    }

    private Response trouble(int status, String words) {
        return page(status, new Outcome("", words), Optional.empty());
    }

    private static String unknown(int generation) {
        return "There is no generation " + generation + "; choose one from the list.";
    }

    private static String unreadable(IOException e) {
        return "The generations cannot be read (" + e + "); make the home folder readable.";
    }

    private Response page(int status, Outcome outcome, Optional<Preview> preview) {
        List<Generation> generations;
        try {
            generations = running.generations();
        } catch (IOException e) {
            generations = List.of();
            outcome = new Outcome(outcome.done(), unreadable(e));
        }
        var page = SettingsPage.of(running, generations, outcome, preview, clock.instant());
        return Response.status(status)
                .entity(Templates.settings(page).render())
                .type("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .build();
    }
}
