package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bases of Azure OpenAI, which people have in several forms: the bare host, {@code …/openai}
 * with an {@code api-version} as for its text API, or {@code …/openai/v1}. Realtime GA is under the
 * last and knows no {@code api-version}; the beta before it is under {@code …/openai} and needs
 * one.
 */
final class AzureBase {

    private static final String VERSION = "api-version";
    private static final String LAST_BETA = "2025-04-01-preview";

    private AzureBase() {}

    static boolean beta(ModelProvider provider) {
        return Family.of(provider) == Family.AZURE
                && provider.dialect() == ModelProvider.Dialect.BETA;
    }

    /** The base in the form that the dialect wants; any other server's as it is. */
    static String of(String base, ModelProvider.Dialect dialect) {
        if (Family.at(base) != Family.AZURE) {
            return base;
        }
        String classic = withoutEnd(withoutEnd(withoutEnd(base, "/"), "/v1"), "/openai");
        boolean known = !classic.substring(classic.indexOf("//") + 2).contains("/");
        if (!known) {
            return base;
        }
        return classic + (dialect == ModelProvider.Dialect.BETA ? "/openai" : "/openai/v1");
    }

    /** What goes into the query of every request of the provider. */
    static Map<String, String> params(ModelProvider provider, String base) {
        var params = new TreeMap<String, String>();
        provider.queryParams().forEach((name, value) -> params.put(name, value.reveal()));
        if (beta(provider)) {
            params.remove("deployment");
            params.putIfAbsent(VERSION, LAST_BETA);
        } else if (Family.at(base) == Family.AZURE && !base.contains("/v1")) {
            params.remove(VERSION);
        }
        return params;
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}
