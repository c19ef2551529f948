package dev.sidetone.config;

import java.util.List;

/** Who is let in, besides by the token itself. */
final class AccessKeys {

    private static final int LONGEST_SKEW_S = 300;

    static final ValueType DIGEST =
            new ValueType.Form("[0-9a-fA-F]{64}", "a 64-character hex text", "0".repeat(64));
    private static final String ORIGIN = "https?://[^\\s/?#@]+";
    private static final ValueType ORIGIN_LIST =
            new ValueType.Form(
                    ORIGIN + "( +" + ORIGIN + ")*",
                    "origins as https://host or http://host:port, with spaces between them",
                    "https://h.example:8443 http://h.example");

    static final Key TOKEN_SHA256 =
            Key.derived(
                            "sidetone.server.token_sha256",
                            "SIDETONE_TOKEN_SHA256",
                            DIGEST,
                            "none",
                            "The SHA-256 of the token, so that the token itself is written nowhere.")
                    .with(Trait.RESTART);
    static final Key JWT_SECRET_FILE =
            Key.derived(
                            "sidetone.server.jwt_secret_file",
                            "SIDETONE_JWT_SECRET_FILE",
                            new ValueType.Place(),
                            "none",
                            "A file with the secret of signed bearer tokens (JWT, HS256), at least 32"
                                    + " bytes. A token needs `exp`; `nbf` is heeded.")
                    .with(Trait.RESTART);
    static final Key JWT_ISSUER =
            Key.derived(
                            "sidetone.server.jwt_issuer",
                            "SIDETONE_JWT_ISSUER",
                            new ValueType.Text("text"),
                            "not checked",
                            "What a signed token's `iss` must be.")
                    .with(Trait.RESTART);
    static final Key JWT_AUDIENCE =
            Key.derived(
                            "sidetone.server.jwt_audience",
                            "SIDETONE_JWT_AUDIENCE",
                            new ValueType.Text("text"),
                            "not checked",
                            "What a signed token's `aud` must be or hold.")
                    .with(Trait.RESTART);
    static final Key JWT_SKEW =
            Key.of(
                            "sidetone.server.jwt_max_clock_skew_seconds",
                            "SIDETONE_JWT_MAX_CLOCK_SKEW_SECONDS",
                            new ValueType.Whole(0, LONGEST_SKEW_S),
                            "30",
                            "By how much the clock of who signed may differ.")
                    .with(Trait.RESTART);
    static final Key JWT_NEEDS_SCOPE =
            Key.derived(
                            "sidetone.server.jwt_needs_scope",
                            "SIDETONE_JWT_NEEDS_SCOPE",
                            new ValueType.Flag(),
                            "true with any `[sidetone.access.*]`, else false",
                            "Whether a signed token without the claim `scope` allows nothing;"
                                    + " otherwise one with neither `scope` nor `workspaces` allows"
                                    + " everything.")
                    .with(Trait.RESTART);
    static final Key ORIGINS =
            Key.derived(
                            "sidetone.server.allowed_origins",
                            "SIDETONE_ALLOWED_ORIGINS",
                            ORIGIN_LIST,
                            "only the service's own",
                            "Origins of pages that may connect too, each as `https://host:port`.")
                    .with(Trait.RESTART);

    static final List<Key> ALL =
            List.of(
                    TOKEN_SHA256,
                    JWT_SECRET_FILE,
                    JWT_ISSUER,
                    JWT_AUDIENCE,
                    JWT_SKEW,
                    JWT_NEEDS_SCOPE,
                    ORIGINS);

    private AccessKeys() {}
}
