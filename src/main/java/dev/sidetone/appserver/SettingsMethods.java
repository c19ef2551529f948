package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.Effective;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** {@code model/list}, {@code config/read}, {@code account/*}: what the service runs with. */
@ApplicationScoped
class SettingsMethods {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final RunningConfiguration running;
    private final Sessions sessions;

    @Inject
    SettingsMethods(RunningConfiguration running, Sessions sessions) {
        this.running = running;
        this.sessions = sessions;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("model/list", this::models),
            Method.stable("config/read", this::config),
            Method.stable("account/read", this::account),
            Method.stable("account/login/start", SettingsMethods::login)
        };
    }

    /** The one agent that answers is the one model there is to choose. */
    private JsonNode models(Client client, Params params) throws RpcException {
        params.optionalText("cursor");
        params.optionalCount("limit");
        params.flag("includeHidden");
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        sessions.agentId()
                .ifPresent(agent -> {
                    ObjectNode model = data.addObject();
                    model.put("id", agent).put("model", agent).put("displayName", agent);
                    model.put("description", "The agent that answers here");
                    model.put("hidden", false).put("isDefault", true);
                    model.putArray("supportedReasoningEfforts");
                    model.putNull("defaultReasoningEffort");
                    model.putArray("inputModalities").add("text");
                    model.put("supportsPersonality", false);
                });
        result.putNull("nextCursor");
        return result;
    }

    private JsonNode config(Client client, Params params) throws RpcException {
        params.flag("includeLayers");
        params.optionalText("cwd");
        ObjectNode result = Rpc.object();
        ObjectNode config = result.putObject("config");
        ObjectNode origins = result.putObject("origins");
        for (Effective value : running.now().effective()) {
            put(config, value.path(), JSON.valueToTree(value.plain()));
            if (!value.isDefault()) {
                origins.putObject(value.key())
                        .put("name", value.layer())
                        .put("place", value.place())
                        .put("version", String.valueOf(running.generation().number()));
            }
        }
        result.putNull("layers");
        return result;
    }

    private static void put(ObjectNode table, List<String> path, JsonNode value) {
        if (path.size() == 1) {
            table.set(path.getFirst(), value);
        } else if (table.path(path.getFirst()) instanceof ObjectNode inner) {
            put(inner, path.subList(1, path.size()), value);
        } else {
            put(table.putObject(path.getFirst()), path.subList(1, path.size()), value);
        }
    }

    private JsonNode account(Client client, Params params) throws RpcException {
        params.flag("refreshToken");
        Configuration now = running.now();
        ObjectNode result = Rpc.object();
        if (now.provider().key().isPresent()) {
            result.putObject("account").put("type", "apiKey");
        } else {
            result.putNull("account");
        }
        return result.put("requiresOpenaiAuth", now.provider().requiresOpenaiAuth());
    }

    private static JsonNode login(Client client, Params params) throws RpcException {
        params.choice("type", List.of("apiKey", "chatgpt", "chatgptAuthTokens").stream());
        throw RpcException.invalid(
                "Keys do not travel over this connection: set `env_key` of the provider in"
                        + " config.toml, or SIDETONE_PROVIDER_KEY.");
    }
}
