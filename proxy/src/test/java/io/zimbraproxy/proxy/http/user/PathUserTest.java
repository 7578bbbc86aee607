package io.zimbraproxy.proxy.http.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.route.UserName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathUserTest {
    @ParameterizedTest
    @CsvSource({
        "/home/bob@example.com/calendar, bob@example.com",
        "/home/bob/, bob",
        "/home/~bob/x, bob",
        "/service/home/bob@example.com/x?fmt=ics, bob@example.com",
        "/service/home/~bob@example.com/x, bob@example.com",
        "/dav/bob@example.com/Calendar/x.ics, bob@example.com",
        "/principals/users/bob@example.com/, bob@example.com",
        "/home/b%40c/x, b@c",
        "/home/bob%20smith/x, bob smith",
        "/home/j%C3%BCrgen@example.com/x, jürgen@example.com",
        "//home//bob/x, bob",
        "/x/../home/bob/x, bob",
        "/dav/~bob/x, ~bob",
    })
    void findsTheUser(String target, String user) throws Exception {
        assertThat(PathUser.of(NormalPath.of(target)).map(UserName::text)).hasValue(user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/home/bob",
                "/home/~/inbox",
                "/service/home/~/?fmt=rss",
                "/home//x",
                "/HOME/bob/x",
                "/zimbra/home/bob/x",
                "/user/bob/x",
                "/home/../bob/x",
                "/home/a%0d%0aset%20x/y",
                "/home/%ff%fe/y",
                "/principals/bob/x",
            })
    void findsNoUser(String target) throws Exception {
        assertThat(PathUser.of(NormalPath.of(target))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 257, 100_000})
    void limitsTheLengthOfTheName(int length) throws Exception {
        assertThat(PathUser.of(NormalPath.of("/home/" + "a".repeat(length) + "/x"))
                        .isPresent())
                .isEqualTo(length <= 256);
    }
}
