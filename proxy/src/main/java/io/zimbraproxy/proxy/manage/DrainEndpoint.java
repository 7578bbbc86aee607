package io.zimbraproxy.proxy.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zimbraproxy.proxy.lifecycle.Drain;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code POST /drain} on the management port, from this machine only, does the same as SIGTERM. {@code GET /drain} shows the
 * progress.
 */
@ApplicationScoped
public class DrainEndpoint {
    private final ProxyRuntime runtime;

    DrainEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().get("/drain").handler(this::show);
        management.router().post("/drain").handler(LocalOnly::check).handler(this::begin);
    }

    private void begin(RoutingContext exchange) {
        Optional<Drain> drain = runtime.drain();
        if (drain.isEmpty()) {
            exchange.response().setStatusCode(503);
            exchange.json(new JsonObject().put("error", "not started yet; try again in a moment"));
            return;
        }
        if (!drain.get().begun()) {
            drain.get().request(true);
        }
        exchange.response().setStatusCode(202);
        show(exchange);
    }

    private void show(RoutingContext exchange) {
        Optional<Drain> drain = runtime.drain();
        exchange.json(new JsonObject()
                .put("phase", runtime.phase().name().toLowerCase(Locale.ROOT))
                .put("draining", drain.map(Drain::begun).orElse(false))
                .put("connections", runtime.connections().size())
                .put("secondsLeft", drain.map(Drain::secondsLeft).orElse(0L)));
    }
}
