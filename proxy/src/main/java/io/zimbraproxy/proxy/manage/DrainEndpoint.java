package io.zimbraproxy.proxy.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zimbraproxy.proxy.lifecycle.Drain;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * {@code POST /drain} on the management port, from this machine: the same as SIGTERM. {@code GET /drain}: how far it is.
 */
@ApplicationScoped
public class DrainEndpoint {
    private final ProxyRuntime runtime;

    DrainEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().get("/drain").handler(this::answer);
        management.router().post("/drain").handler(LocalOnly::check).handler(this::begin);
    }

    private void begin(RoutingContext exchange) {
        Drain drain = runtime.drain();
        if (drain == null) {
            exchange.response().setStatusCode(503);
            exchange.json(new JsonObject().put("error", "not started yet; try again in a moment"));
            return;
        }
        if (!drain.begun()) {
            drain.ask(true);
        }
        exchange.response().setStatusCode(202);
        answer(exchange);
    }

    private void answer(RoutingContext exchange) {
        Drain drain = runtime.drain();
        exchange.json(new JsonObject()
                .put("phase", runtime.phase().name().toLowerCase(Locale.ROOT))
                .put("draining", drain != null && drain.begun())
                .put("connections", runtime.connections().size())
                .put("secondsLeft", drain == null ? 0 : drain.secondsLeft()));
    }
}
