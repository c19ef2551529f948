package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No key is carried to where none belongs. */
class OutboundTest {

    private static Outbound meaning(String address, String... allowed) {
        return new Outbound(
                Set.of(allowed), _ -> new InetAddress[] {InetAddress.getByName(address)});
    }

    private static ProviderException refusal(Outbound outbound, String where) {
        return catchThrowableOfType(
                ProviderException.class, () -> outbound.checked(URI.create(where)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "64:ff9b::169.254.169.254",
                "64:ff9b::168.63.129.16",
                "::ffff:169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1"
            })
    void aNameThatMeansTheLinkOrMetadataIsRefused(String address) {
        ProviderException refusal = refusal(meaning(address), "https://innocent.example/v1");

        assertThat(refusal.kind()).isEqualTo(ProviderException.Kind.FORBIDDEN);
        assertThat(refusal.text()).contains("innocent.example", "sidetone.outbound.allow_hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "192.168.0.9",
                "93.184.216.34",
                "fd00:ec3::1",
                "64:ff9b::93.184.216.34"
            })
    void otherAddressesAreNot(String address) {
        assertThatCode(() -> meaning(address).checked(URI.create("wss://h/v1/realtime")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.7.7/v1", "http://[fe80::7]/v1"})
    void anAddressItselfIsRefusedToo(String where) {
        assertThat(refusal(Outbound.allowing(Set.of()), where).kind())
                .isEqualTo(ProviderException.Kind.FORBIDDEN);
    }

    @Test
    void whatIsNamedIsReached() {
        assertThatCode(() ->
                        meaning("169.254.1.1", "box.local")
                                .checked(URI.create("http://Box.local/")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        meaning("169.254.1.1", "169.254.1.1").checked(URI.create("http://box/")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://h/x", "http:///nohost", "relative"})
    void onlyHttpAndWebSocketsAreSpoken(String where) {
        assertThat(refusal(Outbound.allowing(Set.of()), where).kind())
                .isEqualTo(ProviderException.Kind.FORBIDDEN);
    }

    /** What a name means may change between the look and the connection. */
    @Test
    void inPlainTextTheConnectionGoesToTheAddressThatWasLookedAt() throws Exception {
        Outbound outbound = meaning("10.1.2.3");

        Target call = outbound.checked(URI.create("http://name.example:81/v1/calls?a=%20b"));
        Target socket = outbound.checked(URI.create("ws://name.example/v1"));

        assertThat(call.at()).hasToString("http://10.1.2.3:81/v1/calls?a=%20b");
        assertThat(call.named()).isEqualTo("name.example:81");
        assertThat(socket.at()).hasToString("ws://10.1.2.3/v1");
        assertThat(socket.named()).isEqualTo("name.example");
        assertThat(meaning("fd12::3").checked(URI.create("http://name.example/")).at())
                .hasToString("http://[fd12:0:0:0:0:0:0:3]/");
    }

    /** Over TLS the certificate is the name's; what is named, or an address, is taken as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"https://name.example/v1", "wss://name.example/v1", "http://10.1.2.3/"})
    void elsewhereTheNameStays(String where) throws Exception {
        Target target = meaning("10.1.2.3").checked(URI.create(where));

        assertThat(target.at()).hasToString(where);
        assertThat(target.named()).isEmpty();
    }

    @Test
    void aNameThatIsAllowedIsNotPinned() throws Exception {
        assertThat(meaning("10.1.2.3", "box.local").checked(URI.create("http://box.local/")).at())
                .hasToString("http://box.local/");
    }

    @Test
    void aNameThatMeansNothingIsLeftToTheConnection() {
        var outbound =
                new Outbound(
                        Set.of(),
                        host -> {
                            throw new UnknownHostException(host);
                        });

        assertThatCode(() -> outbound.checked(URI.create("http://nowhere/")))
                .doesNotThrowAnyException();
    }
}
