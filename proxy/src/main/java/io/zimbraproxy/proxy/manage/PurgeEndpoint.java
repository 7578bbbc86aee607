package io.zimbraproxy.proxy.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Context;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.route.cache.RoutePurge;
import io.zimbraproxy.proxy.wiring.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code POST /purge?user=NAME} on the management port, from this machine only, removes the routes of users from this proxy and
 * from all proxies with the same shared cache.
 */
@ApplicationScoped
public class PurgeEndpoint {
    private static final Logger LOG = Logger.getLogger(PurgeEndpoint.class);
    private static final int MAX_USERS = 100;

    private final ProxyRuntime runtime;

    PurgeEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().post("/purge").handler(LocalOnly::check).handler(this::purge);
    }

    private void purge(RoutingContext exchange) {
        List<String> names = exchange.queryParam("user");
        List<UserName> users = new ArrayList<>();
        for (String name : names) {
            Optional<UserName> user = UserName.of(name);
            if (user.isEmpty()) {
                refuse(exchange, 400, "user: is not a valid name; use 1 to 256 bytes without control characters");
                return;
            }
            users.add(user.get());
        }
        RoutePurge purge = runtime.services().map(Services::purge).orElse(null);
        if (users.isEmpty() || users.size() > MAX_USERS) {
            refuse(exchange, 400, "user: give 1 to " + MAX_USERS + " of them: POST /purge?user=NAME&user=NAME");
        } else if (purge == null) {
            refuse(exchange, 503, "not started yet; try again in a moment");
        } else {
            Context context = exchange.vertx().getOrCreateContext();
            purge.purge(users).thenAccept(report -> context.runOnContext(back -> answer(exchange, users, report)));
        }
    }

    private static void answer(RoutingContext exchange, List<UserName> users, RoutePurge.Report report) {
        LOG.info(new LogLine("purged")
                .with("users", users)
                .with("keys", report.keys())
                .with("missed", report.missed().isEmpty() ? null : report.missed()));
        exchange.response().setStatusCode(report.missed().isEmpty() ? 200 : 502);
        exchange.json(new JsonObject()
                .put("users", new JsonArray(users.stream().map(UserName::text).toList()))
                .put("keys", report.keys())
                .put("missed", new JsonArray(report.missed())));
    }

    private static void refuse(RoutingContext exchange, int status, String why) {
        exchange.response().setStatusCode(status);
        exchange.json(new JsonObject().put("error", why));
    }
}
