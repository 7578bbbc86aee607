package io.zimbraproxy.proxy.route.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupResponseTest {
    private static final RouteRequest REQUEST = RouteRequest.ofMail(
            UserName.of("alice").orElseThrow(), UpstreamProtocol.IMAP, new ClientPeer("192.0.2.1", 4242, "192.0.2.2"));

    /** {@code Name=value} pairs, separated by semicolons. */
    private static Optional<RouteResult> read(String headers) {
        Map<String, String> map = new HashMap<>();
        for (String header : headers.split(";", -1)) {
            String[] pair = header.split("=", 2);
            map.put(pair[0].strip(), pair.length > 1 ? pair[1] : "");
        }
        return LookupResponse.read(REQUEST, map::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=7143;Auth-User=alice@example.com|10.0.0.7:7143|alice@example.com",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=7143|10.0.0.7:7143|alice",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=7143;Auth-User=|10.0.0.7:7143|alice",
                "Auth-Status=OK;Auth-Server=2001:db8::7;Auth-Port=7143|[2001:db8::7]:7143|alice",
                "Auth-Status=OK;Auth-Server=[2001:db8::7];Auth-Port=7143|[2001:db8::7]:7143|alice",
                "Auth-Status=OK;Auth-Server=mailbox-1.internal;Auth-Port=1|mailbox-1.internal:1|alice",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=65535;Auth-User=a%20b%zz|10.0.0.7:65535|a b%zz",
            })
    void readsARoute(String headers, String server, String account) {
        assertThat(read(headers)).hasValueSatisfying(result -> {
            RouteResult.Found found = (RouteResult.Found) result;
            assertThat(found.route().hostAndPort()).isEqualTo(server);
            assertThat(found.route().account().text()).isEqualTo(account);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auth-Server=10.0.0.7;Auth-Port=7143",
                "Auth-Status=;Auth-Server=10.0.0.7;Auth-Port=7143",
                "Auth-Status=WAIT",
                "Auth-Status=OK",
                "Auth-Status=OK;Auth-Server=10.0.0.7",
                "Auth-Status=OK;Auth-Port=7143",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=0",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=65536",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=-1",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=7143x",
                "Auth-Status=OK;Auth-Server=10.0.0.7 x;Auth-Port=7143",
                "Auth-Status=OK;Auth-Server=-;Auth-Port=7143",
                "Auth-Status=OK;Auth-Server=10.0.0.7;Auth-Port=7143;Auth-User=a%0d%0ab",
            })
    void refusesUnusableResponses(String headers) {
        assertThat(read(headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auth-Status=user not found:alice;Auth-Wait=10|user not found:alice|10",
                "Auth-Status=ok|ok|0",
                "Auth-Status=no;Auth-Wait=x|no|0",
                "Auth-Status=no;Auth-Wait=999999|no|60",
            })
    void readsARefusal(String headers, String reason, int seconds) {
        assertThat(read(headers)).hasValue(new RouteResult.Refused(reason, Duration.ofSeconds(seconds)));
    }

    @Test
    void refusalsArePrintable() {
        assertThat(LookupResponse.read(REQUEST, Map.of("Auth-Status", "no\u001b[31m" + "x".repeat(500))::get))
                .hasValueSatisfying(result ->
                        assertThat(((RouteResult.Refused) result).reason()).matches("[ -~]{1,200}"));
    }
}
