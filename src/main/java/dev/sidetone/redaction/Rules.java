package dev.sidetone.redaction;

import java.util.List;

/**
 * What is taken out unless configured otherwise. Shapes of tokens are those that their issuers
 * document; every pattern has bounds, so that none takes longer than in proportion to the text.
 */
final class Rules {

    private static final String EDGE = "(?![A-Za-z0-9_-])";

    /**
     * Marked private keys, then tokens with a prefix of their own, then what stands after a name.
     */
    static final List<Rule> SECRETS =
            List.of(
                    Rule.of(
                            "private key",
                            "private",
                            "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                                    + "[\\s\\S]{0,20000}?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)"),
                    token(
                            "GitHub token",
                            "ghp_ gho_ ghu_ ghs_ ghr_",
                            "gh[pousr]_[A-Za-z0-9]{36,255}"),
                    token("GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{22,255}"),
                    token(
                            "GitLab token",
                            "glpat- gldt- glrt- glcbt-",
                            "gl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{20,100}"),
                    token("AWS key id", "akia asia", "(?:AKIA|ASIA)[A-Z2-7]{16}"),
                    token("Anthropic key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{20,200}"),
                    token(
                            "OpenAI key",
                            "sk-",
                            "sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,250}"),
                    token("Google key", "aiza", "AIza[A-Za-z0-9_-]{35}"),
                    token("Google token", "ya29.", "ya29\\.[A-Za-z0-9_-]{20,300}"),
                    token(
                            "Slack token",
                            "xoxb- xoxp- xoxa- xoxr- xoxs- xapp-",
                            "(?:xox[abprs]|xapp)-[A-Za-z0-9-]{10,250}"),
                    token(
                            "Slack webhook",
                            "hooks.slack.com",
                            "https://hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/]{20,100}"),
                    token(
                            "Stripe key",
                            "sk_live_ rk_live_ sk_test_ whsec_",
                            "(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{16,150}"),
                    token("npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
                    token("PyPI token", "pypi-", "pypi-[A-Za-z0-9_-]{50,250}"),
                    token("Hugging Face token", "hf_", "hf_[A-Za-z0-9]{30,60}"),
                    token(
                            "DigitalOcean token",
                            "dop_v1_ doo_v1_ dor_v1_",
                            "do[opr]_v1_[a-f0-9]{64}"),
                    token("SendGrid key", "sg.", "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"),
                    token(
                            "Shopify token",
                            "shpat_ shpca_ shppa_ shpss_",
                            "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
                    token("Docker token", "dckr_pat_", "dckr_pat_[A-Za-z0-9_-]{27}"),
                    token("Telegram token", ":aa", "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
                    token("age key", "age-secret-key-1", "AGE-SECRET-KEY-1[A-Z0-9]{58}"),
                    token(
                            "JSON Web Token",
                            "eyj",
                            "eyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,1000}"),
                    Rule.of(
                            "authorization",
                            "bearer basic",
                            "(?i)\\b(?:bearer|basic)[ \\t]{1,4}(?<secret>[A-Za-z0-9+/_.~=-]{16,4000})",
                            Checks::random),
                    Rule.of(
                            "password in a URL",
                            "://",
                            "[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'<>{}$]{0,100}:(?<secret>[^\\s:/@\"'<>{}$]{3,200})@"),
                    Rule.of(
                            "secret",
                            "password passwd secret token apikey api_key api-key access_key accountkey",
                            "(?i)(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|accountkey)"
                                    + "[\\w.-]{0,30}[\"']?[ \\t]{0,4}(?::|=|=>|:=)[ \\t]{0,4}[\"'`]?"
                                    + "(?<secret>[A-Za-z0-9+/_.~!@#%^&*-]{12,500}+={0,2})(?![(\\w])",
                            Checks::random));

    /** What is said aloud, and what is written like it. */
    static final List<Rule> SPOKEN =
            List.of(
                    Rule.of(
                            "spoken secret",
                            "password passphrase passcode pin",
                            "(?i)\\b(?:my|our|the|your|his|her|their)[ ]{1,3}(?:[a-z]{1,20}[ ]{1,3}){0,3}"
                                    + "(?:password|passphrase|pass code|passcode|pin|pin code|pin number)"
                                    + "[ ]{1,3}(?:is|was|equals|will be)[ ]{1,3}(?:now[ ]{1,3})?"
                                    + "(?<secret>(?!(?:not|in|on|at|the|a|an|stored|kept|read|set|checked|hashed|"
                                    + "encrypted|wrong|correct|empty|missing|required|invalid|valid|too|what|where|"
                                    + "never|always|used|sent|passed|taken|validated|defined|compared)\\b)"
                                    + "[^.,;!?\\n]{1,100})"),
                    Rule.of(
                            "spoken secret",
                            "key token secret",
                            "(?i)\\b(?:my|our|the|your)[ ]{1,3}(?:[a-z]{1,20}[ ]{1,3}){0,3}(?:key|token|secret)"
                                    + "[ ]{1,3}is[ ]{1,3}(?<secret>[A-Za-z0-9+/_.~=-]{8,500})",
                            Checks::random));

    static final List<Rule> PERSONAL =
            List.of(
                    Rule.of(
                            "e-mail address",
                            "@",
                            "(?<![A-Za-z0-9._%+/:-])(?!git@)[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,6}[A-Za-z]{2,24}"
                                    + EDGE),
                    Rule.of(
                            "card number",
                            "",
                            "(?<![0-9A-Za-z._#-])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}(?![0-9A-Za-z._-])",
                            Checks::luhn),
                    Rule.of(
                            "phone number",
                            "+ (",
                            "(?<![0-9A-Za-z.+_#-])(?:\\+[1-9][0-9]{0,2}[ -]?(?:\\([0-9]{1,4}\\)[ -]?)?"
                                    + "[0-9]{2,4}(?:[ -]?[0-9]{2,4}){2,3}|\\([2-9][0-9]{2}\\) ?[2-9][0-9]{2}-[0-9]{4})"
                                    + "(?![0-9A-Za-z_-])"));

    private Rules() {}

    private static Rule token(String kind, String keywords, String shape) {
        return Rule.of(kind, keywords, "(?<![A-Za-z0-9])" + shape + EDGE);
    }
}
