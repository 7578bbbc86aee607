package io.zimbraproxy.proxy.app;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/** {@code GET /config} on the management port: what this process runs. */
@ApplicationScoped
public class ConfigEndpoint {
    private final ProxyRuntime runtime;

    ConfigEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().get("/config").handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        JsonObject answer = new JsonObject().put("phase", runtime.phase().name().toLowerCase(Locale.ROOT));
        runtime.snapshot().ifPresent(snapshot -> answer.put("name", snapshot.name())
                .put("generation", snapshot.generation())
                .put("hash", snapshot.hash())
                .put("appliedAt", snapshot.loadedAt().toString()));
        exchange.json(answer.put("problems", new JsonArray()));
    }
}
