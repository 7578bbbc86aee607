package io.zimbraproxy.stub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultBoard;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.Place;
import io.zimbraproxy.stub.net.StubRuntime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Switches faults and shows the journal, over HTTP. */
public final class AdminServer {

    private static final String FAULTS = "/faults";
    private static final String ACCOUNTS = "/accounts";

    private static final String HELP = """
            GET    /targets             every port with its number
            GET    /faults              the faults that are on
            PUT    /faults/TARGET       hang | reset | refuse | wrong | close-early | none,
                                        or {kind: slow, millis: 500, at: answer|id|login, times: 1},
                                        {kind: wrong, text: ...}; web and lookup: {kind: status, status: 503};
                                        lookup: oversized, {kind: missing-header, text: Auth-Server}
            DELETE /faults[/TARGET]     all off, or one
            GET    /requests[?target=T] what clients asked, oldest first
            DELETE /requests            forget it
            PUT    /accounts/NAME       body: the mailbox server that holds it from now on
            """;

    private final StubRuntime runtime;

    private final BiConsumer<String, String> mover;

    private AdminServer(StubRuntime runtime, BiConsumer<String, String> mover) {
        this.runtime = runtime;
        this.mover = mover;
    }

    /** The port, not yet open. {@code mover} gives an account (first) to a mailbox server (second), and may block. */
    public static Endpoint endpoint(StubRuntime runtime, Place place, BiConsumer<String, String> mover) {
        return new HttpEndpoint(runtime.vertx(), place, new AdminServer(runtime, mover)::handle);
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .compose(body -> answer(request, body))
                .onSuccess(text -> request.response()
                        .putHeader("Content-Type", text.startsWith("GET") ? "text/plain" : "application/json")
                        .end(text))
                .onFailure(e -> request.response()
                        .setStatusCode(e instanceof IllegalArgumentException ? 400 : 500)
                        .putHeader("Content-Type", "text/plain")
                        .end(e.getMessage() + "\n"));
    }

    private Future<String> answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        String target = behind(FAULTS, path);
        String account = behind(ACCOUNTS, path);
        String known = target.isEmpty() ? path : FAULTS + "/TARGET";
        String route = request.method() + " " + (account.isEmpty() ? known : ACCOUNTS + "/NAME");
        FaultBoard faults = runtime.faults();
        return switch (route) {
            case "GET /" -> Future.succeededFuture(HELP);
            case "GET /targets" -> Future.succeededFuture(targets());
            case "GET /faults" -> Future.succeededFuture(faultsOn());
            case "DELETE /faults" -> faults.clear().map(done -> faultsOn());
            case "PUT /faults/TARGET" -> put(target, body).map(done -> faultsOn());
            case "DELETE /faults/TARGET" -> faults.clear(target).map(done -> faultsOn());
            case "PUT /accounts/NAME" ->
                move(account, body.toString(StandardCharsets.UTF_8).strip());
            case "GET /requests" -> Future.succeededFuture(requests(request.getParam("target")));
            case "DELETE /requests" -> {
                runtime.journal().clear();
                yield Future.succeededFuture(requests(null));
            }
            default ->
                throw new IllegalArgumentException(request.method() + " " + path + ": not known; allowed:\n" + HELP);
        };
    }

    private static String behind(String folder, String path) {
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

    private String faultsOn() {
        JsonObject on = new JsonObject();
        for (Map.Entry<String, Fault> entry : runtime.faults().faults().entrySet()) {
            Fault fault = entry.getValue();
            on.put(
                    entry.getKey(),
                    new JsonObject()
                            .put("kind", fault.kind().wireName())
                            .put("at", fault.at().wireName())
                            .put("millis", fault.millis())
                            .put("status", fault.status())
                            .put("text", fault.text())
                            .put("times", fault.times()));
        }
        return on.encodePrettily() + "\n";
    }

    private String requests(String target) {
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
