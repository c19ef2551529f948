package dev.sidetone.config;

import dev.sidetone.config.ValueType.Anything;
import dev.sidetone.config.ValueType.Choice;
import dev.sidetone.config.ValueType.Flag;
import dev.sidetone.config.ValueType.Place;
import dev.sidetone.config.ValueType.Seconds;
import dev.sidetone.config.ValueType.Tables;
import dev.sidetone.config.ValueType.Text;
import dev.sidetone.config.ValueType.Texts;
import dev.sidetone.config.ValueType.Url;
import dev.sidetone.config.ValueType.Variable;
import java.util.List;

/** What agents may do, and what is run besides them, with Codex's names. */
final class AgentKeys {

    private static final double DAY_S = 86_400;

    static final Key PROFILE =
            Key.derived(
                    "profile",
                    "SIDETONE_PROFILE",
                    new Text("the name of a profile"),
                    "none",
                    "Which table of `[profiles]` is laid over the file; also `--profile NAME`.");
    static final Key SANDBOX =
            Key.of(
                            "sandbox_mode",
                            "SIDETONE_SANDBOX_MODE",
                            new Choice(
                                    List.of("read-only", "workspace-write", "danger-full-access")),
                            "read-only",
                            "What commands of an agent may touch. The built-in guide runs none.")
                    .with(Trait.LOWERED_BY_REPOSITORY);
    static final Key APPROVAL =
            Key.of(
                            "approval_policy",
                            "SIDETONE_APPROVAL_POLICY",
                            new Choice(List.of("untrusted", "on-request", "on-failure", "never")),
                            "untrusted",
                            "When a person is asked before an agent acts; `untrusted` asks most."
                                    + " The built-in guide only reads.")
                    .with(Trait.LOWERED_BY_REPOSITORY);
    static final Key NOTIFY =
            Key.optional(
                    "notify",
                    new Texts(),
                    "A program and its arguments, run when an agent has finished a turn, with one"
                            + " argument more: what happened, as JSON with Codex's names. It has 10 s.");

    static final List<Key> ALL =
            List.of(
                    PROFILE,
                    SANDBOX,
                    APPROVAL,
                    Key.optional(
                            "approval_policy.granular.*",
                            new Flag(),
                            "Codex's finer policy: false refuses such requests without asking."),
                    NOTIFY,
                    Key.optional("hooks.state.**", new Anything(), "What Codex trusts; kept.")
                            .with(Trait.SECRET),
                    Key.optional(
                            "hooks.*",
                            new Tables(),
                            "Commands for an event, as `[[hooks.SessionStart]]`."),
                    server("command", new Text("a program"), "The program that is the server."),
                    server("args", new Texts(), "Its arguments."),
                    server("cwd", new Place(), "The folder it is started in."),
                    server("env.*", new Text("a text on one line"), "Its environment.")
                            .with(Trait.SECRET),
                    server("env_vars", new Anything(), "Variables that are passed on to it."),
                    server(
                            "url",
                            new Url(List.of("http", "https"), true),
                            "Where a server that runs already is."),
                    server("bearer_token_env_var", new Variable(), "The variable with its key."),
                    server("http_headers.*", new Text("a text on one line"), "Sent to it.")
                            .with(Trait.SECRET),
                    server("env_http_headers.*", new Variable(), "Sent to it, from variables."),
                    server("enabled", new Flag(), "False leaves it out."),
                    server("required", new Flag(), "True fails the start when it is missing."),
                    server("startup_timeout_sec", new Seconds(DAY_S), "For its start."),
                    server("startup_timeout_ms", new ValueType.Whole(0, 86_400_000), "The same."),
                    server("tool_timeout_sec", new Seconds(DAY_S), "For each of its tools."),
                    server("enabled_tools", new Texts(), "The only tools that are taken."),
                    server("disabled_tools", new Texts(), "Tools that are left out."));

    private AgentKeys() {}

    private static Key server(String name, ValueType type, String doc) {
        return Key.optional("mcp_servers.*." + name, type, doc);
    }
}
