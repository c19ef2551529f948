package dev.sidetone.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Codex's {@code config.toml} may hold that means nothing here. */
final class CodexOnly {

    private static final Set<String> TABLES_AND_KEYS =
            Set.of(
                    "agents",
                    "allow_login_shell",
                    "analytics",
                    "approvals_reviewer",
                    "apps",
                    "apps_mcp_product_sku",
                    "auto_review",
                    "background_terminal_max_timeout",
                    "chatgpt_base_url",
                    "check_for_update_on_startup",
                    "cli_auth_credentials_store",
                    "compact_prompt",
                    "debug",
                    "default_permissions",
                    "desktop",
                    "developer_instructions",
                    "disable_paste_burst",
                    "disable_response_storage",
                    "experimental_compact_prompt_file",
                    "experimental_instructions_file",
                    "experimental_thread_config_endpoint",
                    "experimental_thread_store",
                    "experimental_use_rmcp_client",
                    "experimental_use_unified_exec_tool",
                    "feedback",
                    "file_opener",
                    "forced_chatgpt_workspace_id",
                    "forced_login_method",
                    "ghost_snapshot",
                    "hide_agent_reasoning",
                    "history",
                    "include_apps_instructions",
                    "include_collaboration_mode_instructions",
                    "include_environment_context",
                    "include_permissions_instructions",
                    "instructions",
                    "log_dir",
                    "marketplaces",
                    "mcp_oauth_callback_port",
                    "mcp_oauth_callback_url",
                    "mcp_oauth_credentials_store",
                    "memories",
                    "model",
                    "model_auto_compact_token_limit",
                    "model_auto_compact_token_limit_scope",
                    "model_catalog_json",
                    "model_context_window",
                    "model_instructions_file",
                    "model_max_output_tokens",
                    "model_reasoning_effort",
                    "model_reasoning_summary",
                    "model_reasoning_summary_format",
                    "model_supports_reasoning_summaries",
                    "model_verbosity",
                    "notice",
                    "oss_provider",
                    "otel",
                    "permissions",
                    "personality",
                    "plan_mode_reasoning_effort",
                    "plugins",
                    "preferred_auth_method",
                    "project_doc_fallback_filenames",
                    "project_doc_max_bytes",
                    "project_root_markers",
                    "projects",
                    "review_model",
                    "sandbox_workspace_write",
                    "service_tier",
                    "shell_environment_policy",
                    "show_raw_agent_reasoning",
                    "skills",
                    "sqlite_home",
                    "suppress_unstable_features_warning",
                    "tool_output_token_limit",
                    "tool_suggest",
                    "tools",
                    "tui",
                    "web_search",
                    "windows",
                    "windows_wsl_setup_acknowledged");

    private static final List<Name> INNER =
            List.of(
                    Name.of("features.*"),
                    Name.of("features.*.**"),
                    Name.of("audio.microphone_channel"),
                    Name.of("model_providers.*.auth.**"),
                    Name.of("model_providers.*.aws.**"),
                    Name.of("mcp_servers.*.name"),
                    Name.of("mcp_servers.*.default_tools_approval_mode"),
                    Name.of("mcp_servers.*.environment_id"),
                    Name.of("mcp_servers.*.oauth.**"),
                    Name.of("mcp_servers.*.oauth_resource"),
                    Name.of("mcp_servers.*.scopes"),
                    Name.of("mcp_servers.*.supports_parallel_tool_calls"),
                    Name.of("mcp_servers.*.tools.**"));

    private CodexOnly() {}

    /** All of them, with wildcards. */
    static Stream<Name> names() {
        return Stream.concat(TABLES_AND_KEYS.stream().map(Name::of), INNER.stream());
    }

    /** True for a key of Codex that is no key of ours. */
    static boolean has(Name name) {
        return TABLES_AND_KEYS.contains(name.part(0))
                || INNER.stream().anyMatch(pattern -> pattern.covers(name));
    }
}
