package dev.sidetone.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures that others compute for the same. */
class SignaturesTest {

    private static final SigV4 AWS =
            new SigV4(
                    "AKIAIOSFODNN7EXAMPLE",
                    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "us-east-1");

    @TempDir private Path folder;

    /**
     * From the Amazon S3 API reference, "Signature calculations: Transfer payload in one chunk".
     */
    @Test
    void aRequestToAnObjectStoreIsSignedAsAmazonHasIt() {
        String payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        assertThat(Digests.hex("Welcome to Amazon S3.")).isEqualTo(payload);

        assertThat(
                        AWS.authorization(
                                "PUT",
                                URI.create(
                                        "https://examplebucket.s3.amazonaws.com/test%24file.text"),
                                Map.of(
                                        "Host", "examplebucket.s3.amazonaws.com",
                                        "Date", "Fri, 24 May 2013 00:00:00 GMT",
                                        "x-amz-date", "20130524T000000Z",
                                        "x-amz-storage-class", "REDUCED_REDUNDANCY",
                                        "x-amz-content-sha256", payload),
                                payload))
                .isEqualTo(
                        "AWS4-HMAC-SHA256"
                                + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void aRequestWithoutABodyIsToo() {
        String payload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        assertThat(
                        AWS.authorization(
                                "GET",
                                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                                Map.of(
                                        "Host", "examplebucket.s3.amazonaws.com",
                                        "Range", "bytes=0-9",
                                        "x-amz-date", "20130524T000000Z",
                                        "x-amz-content-sha256", payload),
                                payload))
                .endsWith(
                        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    /** From the libraries of the Standard Webhooks specification. */
    @Test
    void aWebhookIsSignedAsItsSpecificationHasIt() throws Exception {
        Path body = Files.writeString(folder.resolve("b"), "{\"test\": 2432232314}");

        assertThat(
                        WebhookSignature.with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                                .of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_###",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatIsNoSecretIsRefusedAndNotRepeated(String secret) {
        assertThatThrownBy(() -> WebhookSignature.with(secret))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("whsec_ and the base64")
                .hasMessageNotContaining("c2hvcnQ");
    }
}
