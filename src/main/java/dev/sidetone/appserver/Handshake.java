package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code initialize}: once per connection, before everything else. */
@ApplicationScoped
class Handshake {

    private final Settings settings;

    @Inject
    Handshake(Settings settings) {
        this.settings = settings;
    }

    Method[] methods() {
        return new Method[] {Method.stable("initialize", this::initialize)};
    }

    private JsonNode initialize(Client client, Params params) throws RpcException {
        if (client.capabilities().isPresent()) {
            throw RpcException.invalid("Already initialized");
        }
        Params info = params.object("clientInfo");
        String name = info.text("name");
        info.text("version");
        String title = info.optionalText("title").orElse(name);
        if (!name.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw RpcException.invalid(
                    "Invalid clientInfo.name: '%s'. Must be a valid HTTP header value."
                            .formatted(name));
        }
        client.initialized(capabilities(params), title);
        return result();
    }

    private static Client.Capabilities capabilities(Params params) throws RpcException {
        Optional<Params> said = params.optionalObject("capabilities");
        if (said.isEmpty()) {
            return new Client.Capabilities(false, Set.of());
        }
        return new Client.Capabilities(
                said.get().flag("experimentalApi"),
                new LinkedHashSet<>(said.get().texts("optOutNotificationMethods")));
    }

    private JsonNode result() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        ObjectNode result = Rpc.object();
        result.put("userAgent", "sidetone (" + os + ")");
        result.put("codexHome", settings.home().toString());
        result.put("platformFamily", os.startsWith("windows") ? "windows" : "unix");
        result.put("platformOs", os.startsWith("mac") ? "macos" : os.split(" ", 2)[0]);
        return result;
    }
}
