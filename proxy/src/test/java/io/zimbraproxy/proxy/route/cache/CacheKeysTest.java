package io.zimbraproxy.proxy.route.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.proxy.cache.KeyHash;
import io.zimbraproxy.proxy.cache.ServerHash;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and servers as Zimbra's own proxy was seen to use them. */
class CacheKeysTest {
    private static final ClientPeer PEER = new ClientPeer("192.0.2.7", 4242, "192.0.2.1");

    private static JsonArray vectors(String name) throws IOException {
        Path file = Path.of("src/test/resources/recorded/zimbra-transcripts.json");
        return new JsonObject(Files.readString(file))
                .getJsonObject("hash_vectors")
                .getJsonArray(name);
    }

    private static UserName name(String text) {
        return UserName.of(text).orElseThrow();
    }

    @Test
    void writesKeysAsRecorded() throws IOException {
        for (Object vector : vectors("key")) {
            JsonArray row = (JsonArray) vector;
            assertThat(KeyHash.of(row.getString(0), KeyFormat.Hashed)).hasValue(row.getString(1));
        }
    }

    @Test
    void choosesServersAsRecorded() throws IOException {
        for (Object vector : vectors("memcached_server")) {
            JsonArray row = (JsonArray) vector;
            assertThat(ServerHash.of(row.getString(0), row.getInteger(1)))
                    .as(row.encode())
                    .isEqualTo(row.getInteger(2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice@example.com|route:proto=imapssl;user=alice@example.com|alias:user=alice@example.com;ip=192.0.2.7",
                "alice|route:proto=imapssl;user=alice@192.0.2.7|alias:user=alice;ip=192.0.2.7",
                "a b%c|route:proto=imapssl;user=a%20b%25c@192.0.2.7|alias:user=a%20b%25c;ip=192.0.2.7",
            })
    void namesMailRoutesAndAliases(String login, String route, String alias) {
        RouteRequest request = RouteRequest.ofMail(name(login), UpstreamProtocol.IMAPSSL, PEER);
        assertThat(CacheKeys.route(request, request.encodedUser())).isEqualTo(route);
        assertThat(CacheKeys.alias(request, request.encodedUser())).isEqualTo(alias);
    }

    @Test
    void namesWebRoutesAndAliases() {
        RouteRequest byName = web(RouteRequest.Method.USERNAME, "alice", Audience.USERS);
        assertThat(CacheKeys.alias(byName, "alice")).isEqualTo("alias:user=alice;vhost=mail.example.com:8443");
        RouteRequest byId = web(RouteRequest.Method.ZIMBRA_ID, "1234", Audience.USERS);
        assertThat(CacheKeys.route(byId, byId.encodedUser())).isEqualTo("route:proto=http;id=1234");
        RouteRequest admin = web(RouteRequest.Method.ZIMBRA_ID, "1234", Audience.ADMINISTRATORS);
        assertThat(CacheKeys.route(admin, admin.encodedUser())).isEqualTo("route:proto=http;admin=1;id=1234");
        RouteRequest zx = web(RouteRequest.Method.ZIMBRA_ID, "1234", Audience.ZX);
        assertThat(CacheKeys.route(zx, zx.encodedUser())).isEqualTo("route:proto=http;zx=1;id=1234");
        assertThat(Set.of(byId.cacheKey(), admin.cacheKey(), zx.cacheKey())).hasSize(3);
    }

    private static RouteRequest web(RouteRequest.Method method, String user, Audience audience) {
        return RouteRequest.ofWeb(method, name(user), UpstreamProtocol.HTTP, PEER, "mail.example.com:8443", audience);
    }

    @Test
    void plainKeysAreOneWord() {
        assertThat(KeyHash.of("route:proto=imap;user=a", KeyFormat.Plain)).hasValue("route:proto=imap;user=a");
        assertThat(KeyHash.of("route:proto=imap;user=a b", KeyFormat.Plain)).isEmpty();
        assertThat(KeyHash.of("a\r\nset x", KeyFormat.Plain)).isEmpty();
        assertThat(KeyHash.of("a".repeat(251), KeyFormat.Plain))
                .hasValueSatisfying(key -> assertThat(key).matches("[0-9a-f]{32}"));
    }
}
