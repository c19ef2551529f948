package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetone.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@h:1/d, jdbc:postgresql://h:1/d, u, p",
        "postgresql://u:p%40%2F@h/d?sslmode=require, jdbc:postgresql://h/d?sslmode=require, u, p@/",
        "jdbc:postgresql://h/d?user=u&ssl=true&password=p, jdbc:postgresql://h/d?ssl=true, u, p",
        "postgres://h1:1;h2:2/d, jdbc:postgresql://h1:1;h2:2/d, '', ''",
        "postgres:///d, jdbc:postgresql://localhost/d, '', ''",
        "postgres://u@h, jdbc:postgresql://h/, u, ''"
    })
    void formsAreUnderstood(String text, String jdbc, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.jdbc()).isEqualTo(jdbc);
        assertThat(url.user().orElse("")).isEqualTo(user);
        assertThat(url.password().map(Secret::reveal).orElse("")).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h/d",
                "postgres:u:hunter2@h",
                "hunter2",
                "postgres://u:hunter2%zz@h/d",
                "postgres://u:hunter2@x@h/d"
            })
    void othersAreRefusedWithoutRepeatingThem(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessageContaining("DATABASE_URL")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", "zz"))
                .withNoCause();
    }

    @Property
    void aPasswordIsTakenAsItIsAndNeverShown(@ForAll @NotEmpty String password) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
            return;
        }
        String secret = password + "-canary";
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        DatabaseUrl url = DatabaseUrl.parse("postgres://me:" + encoded + "@db:5432/talks");

        assertThat(url.password()).contains(new Secret(secret));
        assertThat(url.toString() + url.name() + url.jdbc()).doesNotContain("canary");
    }
}
