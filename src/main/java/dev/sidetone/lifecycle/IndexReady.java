package dev.sidetone.lifecycle;

import dev.sidetone.workspace.IndexStatus;
import dev.sidetone.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The index's part of {@code /readyz}: told, not waited for; answers come while it is built. */
@Readiness
@ApplicationScoped
class IndexReady implements HealthCheck {

    private final Workspace workspace;

    IndexReady(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public HealthCheckResponse call() {
        IndexStatus status = workspace.status();
        return HealthCheckResponse.named("workspace index")
                .up()
                .withData("state", status.state().name().toLowerCase(Locale.ROOT))
                .withData("filesDone", status.filesDone())
                .withData("filesTotal", status.filesTotal())
                .build();
    }
}
