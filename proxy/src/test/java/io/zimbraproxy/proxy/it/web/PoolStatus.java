package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** The pools of a site, from {@code GET /upstreams} on the management port. */
final class PoolStatus {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PoolSite site;

    PoolStatus(PoolSite site) {
        this.site = site;
    }

    JsonObject pool(String name) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + site.proxy().managementPort() + "/upstreams");
        HttpResponse<String> response =
                HTTP.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("application/json");
        return new JsonObject(response.body())
                .getJsonArray("pools").stream()
                        .map(JsonObject.class::cast)
                        .filter(pool -> pool.getString("name").equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no pool " + name + " in " + response.body()));
    }

    JsonObject server(String pool, String server) throws IOException, InterruptedException {
        String address = site.named(server).orElseThrow() + ':' + PoolManifest.SERVER_PORT;
        return pool(pool).getJsonArray("servers").stream()
                .map(JsonObject.class::cast)
                .filter(found -> found.getString("address").equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(address + " is not in the pool " + pool));
    }

    String state(String pool, String server) throws IOException, InterruptedException {
        return server(pool, server).getString("state");
    }

    void awaitState(String pool, String server, String state) throws IOException, InterruptedException {
        await(pool, server, seen -> seen.getString("state").equals(state));
    }

    /** Waits until a server has no open request. */
    void awaitIdle(String pool, String server) throws IOException, InterruptedException {
        await(pool, server, seen -> seen.getInteger("active") == 0);
    }

    private void await(String pool, String server, Predicate<JsonObject> wanted)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonObject seen = server(pool, server);
        while (!wanted.test(seen)) {
            assertThat(System.nanoTime())
                    .as("%s stays %s\n%s", server, seen, site.proxy().log())
                    .isLessThan(end);
            seen = server(pool, server);
        }
    }
}
