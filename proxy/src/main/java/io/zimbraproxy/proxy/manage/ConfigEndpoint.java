package io.zimbraproxy.proxy.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import io.zimbraproxy.proxy.lifecycle.Reloader;
import io.zimbraproxy.proxy.reload.ReloadOutcome;
import io.zimbraproxy.proxy.reload.ReloadResult;
import io.zimbraproxy.proxy.tls.CertificateStore;
import io.zimbraproxy.proxy.tls.TlsEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /config} on the management port shows the configuration in force and the result of the last reload. {@code POST
 * /config/reload}, from this machine only, reloads the files.
 */
@ApplicationScoped
public class ConfigEndpoint {
    private final ProxyRuntime runtime;

    ConfigEndpoint(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    void route(@Observes ManagementInterface management) {
        management.router().get("/config").handler(this::show);
        management.router().post("/config/reload").handler(LocalOnly::check).handler(this::reload);
    }

    private void show(RoutingContext exchange) {
        JsonObject response = new JsonObject()
                .put("phase", runtime.phase().name().toLowerCase(Locale.ROOT))
                .put("tlsEngine", TlsEngine.chosen().toString());
        runtime.snapshot().ifPresent(snapshot -> describe(snapshot, response));
        response.put("problems", new JsonArray()).put("warnings", new JsonArray());
        runtime.reloader().ifPresent(reloader -> {
            response.put(
                    "warnings",
                    texts(reloader.warnings().stream().map(Problem::toString).toList()));
            reloader.last().ifPresent(last -> response.put("problems", texts(last.problems()))
                    .put("reload", json(last)));
        });
        exchange.json(response);
    }

    private void describe(Snapshot snapshot, JsonObject response) {
        JsonArray listeners = new JsonArray();
        snapshot.spec().listeners().forEach(listener -> listeners.add(json(listener)));
        JsonArray certificates = new JsonArray();
        Collection<ServerCertificate> all =
                snapshot.certificates().map(CertificateStore::all).orElse(List.of());
        all.forEach(certificate -> certificates.add(json(certificate)));
        response.put("name", snapshot.name())
                .put("generation", snapshot.generation())
                .put("hash", snapshot.hash())
                .put("appliedAt", snapshot.loadedAt().toString())
                .put("listeners", listeners)
                .put("certificates", certificates);
    }

    private static JsonObject json(Listener listener) {
        return new JsonObject()
                .put("name", listener.name())
                .put("protocol", listener.protocol().name())
                .put("address", listener.address())
                .put("port", listener.port());
    }

    private JsonObject json(ServerCertificate certificate) {
        JsonObject json = new JsonObject()
                .put("secret", certificate.name())
                .put("subject", certificate.subject())
                .put("algorithm", certificate.key().getAlgorithm())
                .put("notAfter", certificate.notAfter().toString());
        runtime.staples().state(certificate.fingerprint()).ifPresent(state -> json.put("staple", state));
        return json;
    }

    private static JsonObject json(ReloadResult result) {
        return new JsonObject()
                .put("at", result.at().toString())
                .put("outcome", result.outcome().name())
                .put("changes", texts(result.changes()))
                .put("problems", texts(result.problems()))
                .put("millis", result.millis())
                .put("count", result.count());
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(texts);
    }

    private void reload(RoutingContext exchange) {
        Optional<Reloader> reloader = runtime.reloader();
        if (reloader.isEmpty()) {
            exchange.response().setStatusCode(503);
            exchange.json(new JsonObject().put("error", "not started yet; try again in a moment"));
            return;
        }
        exchange.vertx().executeBlocking(reloader.get()::reload, false).onComplete(done -> {
            boolean refused = done.failed() || done.result().outcome() == ReloadOutcome.Refused;
            exchange.response().setStatusCode(refused ? 422 : 200);
            exchange.json(
                    done.failed()
                            ? new JsonObject().put("error", "the reload failed; see the log")
                            : json(done.result()));
        });
    }
}
