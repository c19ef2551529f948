package dev.sidetone.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signs a request to an object store as AWS has it: Signature Version 4, for S3, without a query.
 *
 * @param accessKey the key's id
 */
record SigV4(String accessKey, String secret, String region) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String REQUEST = "aws4_request";
    private static final String SERVICE = "s3";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static String stamp(Instant now) {
        return STAMP.format(now);
    }

    /**
     * The header {@code Authorization}.
     *
     * @param headers all that are signed, {@code host} and {@code x-amz-date} among them
     * @param payload the SHA-256 of the body, in hexadecimal digits
     */
    String authorization(String method, URI where, Map<String, String> headers, String payload) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        String names = String.join(";", signed.keySet());
        var canonical = new StringBuilder(method).append('\n');
        canonical.append(where.getRawPath()).append("\n\n");
        signed.forEach(
                (name, value) -> canonical.append(name).append(':').append(value).append('\n'));
        canonical.append('\n').append(names).append('\n').append(payload);
        String stamp = signed.getOrDefault("x-amz-date", "");
        String scope =
                String.join("/", stamp.substring(0, Math.min(8, stamp.length())), region, SERVICE)
                        + "/"
                        + REQUEST;
        String toSign =
                String.join("\n", ALGORITHM, stamp, scope, Digests.hex(canonical.toString()));
        String signature =
                HexFormat.of().formatHex(Digests.hmac(key(scope), Digests.bytes(toSign)));
        return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                .formatted(ALGORITHM, accessKey, scope, names, signature);
    }

    private byte[] key(String scope) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = Digests.hmac(key, Digests.bytes(part));
        }
        return key;
    }

    @Override
    public String toString() {
        return "SigV4[" + region + "]";
    }
}
