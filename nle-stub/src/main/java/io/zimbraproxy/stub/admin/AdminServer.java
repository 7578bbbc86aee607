package io.zimbraproxy.stub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultRegistry;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.EndpointSpec;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.StubRuntime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The HTTP interface that switches faults, moves accounts and shows the journal. */
public final class AdminServer {

    private static final String FAULTS = "/faults";
    private static final String ACCOUNTS = "/accounts";

    private static final String HELP = """
            GET    /targets             all targets with their ports
            GET    /faults              active faults
            PUT    /faults/TARGET       hang | reset | refuse | wrong | close-early | none,
                                        or {kind: slow, millis: 500, at: answer|id|login, times: 1},
                                        {kind: wrong, text: ...}; web and lookup: {kind: status, status: 503};
                                        lookup: oversized, {kind: missing-header, text: Auth-Server}
            DELETE /faults[/TARGET]     clear all faults, or those of one target
            GET    /requests[?target=T] requests and logins of clients, oldest first
            DELETE /requests            clear this list
            PUT    /accounts/NAME       move the account; body: its new mailbox server
            """;

    private final StubRuntime runtime;
    private final BiConsumer<String, String> mover;

    private AdminServer(StubRuntime runtime, BiConsumer<String, String> mover) {
        this.runtime = runtime;
        this.mover = mover;
    }

    /**
     * Creates the endpoint, not yet open.
     *
     * @param mover moves an account (first argument) to a mailbox server (second argument); may block
     */
    public static Endpoint endpoint(StubRuntime runtime, EndpointSpec spec, BiConsumer<String, String> mover) {
        return new HttpEndpoint(runtime.vertx(), spec, new AdminServer(runtime, mover)::handle);
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .compose(body -> respond(request, body))
                .onSuccess(text -> request.response()
                        .putHeader("Content-Type", text.startsWith("GET") ? "text/plain" : "application/json")
                        .end(text))
                .onFailure(e -> request.response()
                        .setStatusCode(e instanceof IllegalArgumentException ? 400 : 500)
                        .putHeader("Content-Type", "text/plain")
                        .end(e.getMessage() + "\n"));
    }

    private Future<String> respond(HttpServerRequest request, Buffer body) {
        String path = request.path();
        String target = nameAfter(FAULTS, path);
        String account = nameAfter(ACCOUNTS, path);
        String known = target.isEmpty() ? path : FAULTS + "/TARGET";
        String route = request.method() + " " + (account.isEmpty() ? known : ACCOUNTS + "/NAME");
        FaultRegistry faults = runtime.faults();
        return switch (route) {
            case "GET /" -> Future.succeededFuture(HELP);
            case "GET /targets" -> Future.succeededFuture(targets());
            case "GET /faults" -> Future.succeededFuture(activeFaults());
            case "DELETE /faults" -> faults.clear().map(done -> activeFaults());
            case "PUT /faults/TARGET" -> put(target, body).map(done -> activeFaults());
            case "DELETE /faults/TARGET" -> faults.clear(target).map(done -> activeFaults());
            case "PUT /accounts/NAME" ->
                move(account, body.toString(StandardCharsets.UTF_8).strip());
            case "GET /requests" -> Future.succeededFuture(requests(request.getParam("target")));
            case "DELETE /requests" -> {
                runtime.journal().clear();
                yield Future.succeededFuture(requests(null));
            }
            default ->
                throw new IllegalArgumentException(request.method() + " " + path + ": unknown; allowed:\n" + HELP);
        };
    }

    private static String nameAfter(String folder, String path) {
        return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : "";
    }

    private Future<String> move(String account, String mailbox) {
        return runtime.vertx().executeBlocking(() -> {
            mover.accept(account, mailbox);
            return new JsonObject().put(account, mailbox).encodePrettily() + "\n";
        });
    }

    private Future<Void> put(String target, Buffer body) {
        return FaultReader.read(body.toString(StandardCharsets.UTF_8))
                .map(fault -> runtime.faults().set(target, fault))
                .orElseGet(() -> runtime.faults().clear(target));
    }

    private String targets() {
        JsonObject targets = new JsonObject();
        runtime.faults().endpoints().forEach(endpoint -> targets.put(endpoint.target(), endpoint.port()));
        return targets.encodePrettily() + "\n";
    }

    private String activeFaults() {
        JsonObject active = new JsonObject();
        for (Map.Entry<String, Fault> entry : runtime.faults().faults().entrySet()) {
            Fault fault = entry.getValue();
            active.put(
                    entry.getKey(),
                    new JsonObject()
                            .put("kind", fault.kind().wireName())
                            .put("at", fault.at().wireName())
                            .put("millis", fault.millis())
                            .put("status", fault.status())
                            .put("text", fault.text())
                            .put("times", fault.times()));
        }
        return active.encodePrettily() + "\n";
    }

    private String requests(@Nullable String target) {
        List<JournalEntry> entries = target == null
                ? runtime.journal().entries(entry -> true)
                : runtime.journal().of(target);
        JsonArray requests = new JsonArray();
        entries.forEach(entry -> requests.add(json(entry)));
        return requests.encodePrettily() + "\n";
    }

    private static JsonObject json(JournalEntry entry) {
        JsonArray fields = new JsonArray();
        entry.fields()
                .forEach(field -> fields.add(new JsonArray().add(field.name()).add(field.value())));
        return new JsonObject()
                .put("at", entry.at().toString())
                .put("target", entry.target())
                .put("client", entry.client())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("fields", fields)
                .put("outcome", entry.outcome());
    }
}
