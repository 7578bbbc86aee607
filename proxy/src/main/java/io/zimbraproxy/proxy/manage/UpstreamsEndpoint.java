package io.zimbraproxy.proxy.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.PeerStatus;
import io.zimbraproxy.proxy.upstream.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code GET /upstreams} on the management port shows the state of each web server. */
@ApplicationScoped
public class UpstreamsEndpoint {
    private final ProxyRuntime runtime;

    UpstreamsEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().get("/upstreams").handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        JsonArray all = new JsonArray();
        runtime.services().ifPresent(services -> services.pools().all().forEach(pool -> all.add(pool(pool))));
        exchange.json(new JsonObject().put("pools", all));
    }

    private static JsonObject pool(Pool pool) {
        JsonArray servers = new JsonArray();
        pool.peers().stream().map(Peer::status).map(UpstreamsEndpoint::server).forEach(servers::add);
        return new JsonObject()
                .put("name", pool.name())
                .put("balancing", pool.balancing().name())
                .put("servers", servers);
    }

    private static JsonObject server(PeerStatus status) {
        return new JsonObject()
                .put("host", status.host())
                .put("address", status.address())
                .put("state", status.state())
                .put("fails", status.fails())
                .put("active", status.active())
                .put("requests", status.requests())
                .put("version", status.version());
    }
}
