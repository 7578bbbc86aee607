package io.zimbraproxy.proxy.http.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTokenTest {
    private static String token(String data) {
        return "0_abcdef_" + HexFormat.of().formatHex(data.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=4:1234;exp=3:999;|1234",
                "exp=3:999;id=4:1234|1234",
                "type=6:zimbra;id=5:a;b=c;x=1:1;|a;b=c",
                "id=2:1234;|12",
            })
    void findsTheId(String data, String id) {
        assertThat(AuthToken.of(token(data)).map(AuthToken::account).map(UserName::text))
                .hasValue(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id=0:;",
                "exp=3:999;",
                "id=99:1234;",
                "id=x:1234;",
                "id=:1234;",
                "id=-1:1234;",
                "id",
                "=",
                "id=4",
                "id=99999999999:1",
                "id=6:a\r\nb c;",
                "id=3:a\0b;"
            })
    void ignoresMalformedData(String data) {
        assertThat(AuthToken.of(token(data))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "__", "0_x", "0_x_", "0_x_abc", "0_x_zz", "0_x_61623"})
    void ignoresMalformedTokens(String token) {
        assertThat(AuthToken.of(token)).isEmpty();
    }

    @Test
    void readsUpperCaseHex() {
        String token = token("id=4:1234;");
        assertThat(AuthToken.of("0_x_" + token.substring(9).toUpperCase(Locale.ROOT)))
                .isPresent();
    }

    @Test
    void readsTheVersionOfTheServer() {
        assertThat(AuthToken.of(token("id=4:1234;version=16:8.8.15_GA_3928_x;")))
                .map(AuthToken::serverVersion)
                .hasValue("8.8.15_GA_3928_x");
    }

    @Test
    void limitsTheLengthOfTheToken() {
        assertThat(AuthToken.of(token("x=5000:" + "a".repeat(5000) + ";id=4:1234;")))
                .isEmpty();
    }
}
