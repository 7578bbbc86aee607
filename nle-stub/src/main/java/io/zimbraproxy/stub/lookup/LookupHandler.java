package io.zimbraproxy.stub.lookup;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultKind;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.Place;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.net.WebExchange;
import io.zimbraproxy.stub.net.WebFault;
import java.util.Optional;

/** A route lookup handler over HTTP: status 200 always, errors are headers. */
public final class LookupHandler {

    public static final String PATH = "/service/extension/nginx-lookup";

    /** Beyond the 1 KiB that nginx reads. */
    private static final int OVERSIZE = 4096;

    private static final String PARTIAL = "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Ser";

    private final String target;
    private final LookupService service;
    private final StubRuntime runtime;
    private final WebFault webFault;

    private LookupHandler(String target, LookupService service, StubRuntime runtime) {
        this.target = target;
        this.service = service;
        this.runtime = runtime;
        this.webFault = new WebFault(runtime.vertx());
    }

    /** One handler, not yet open. */
    public static Endpoint endpoint(StubRuntime runtime, Place place, StubConfig config, Routes routes) {
        LookupService service = new LookupService(config.lookup(), runtime.directory(), config.host(), routes);
        LookupHandler handler = new LookupHandler(place.target(), service, runtime);
        return new HttpEndpoint(runtime.vertx(), place, handler::handle);
    }

    private void handle(HttpServerRequest request) {
        LookupRequest lookup = new LookupRequest(WebExchange.headers(request));
        LookupAnswer answer = service.answer(lookup);
        Optional<Fault> fault = runtime.faults().strike(target, FaultStage.ANSWER);
        runtime.journal().add(entry(request, lookup, fault, answer));
        LookupAnswer changed = fault.map(present -> change(present, answer)).orElse(answer);
        Runnable reply = () -> reply(request, changed);
        fault.ifPresentOrElse(present -> webFault.play(present, request, PARTIAL, reply), reply);
    }

    private static LookupAnswer change(Fault fault, LookupAnswer answer) {
        if (fault.kind() == FaultKind.OVERSIZED) {
            return answer.with("X-Padding", "x".repeat(OVERSIZE));
        }
        return fault.kind() == FaultKind.MISSING_HEADER ? answer.without(fault.text()) : answer;
    }

    private static void reply(HttpServerRequest request, LookupAnswer answer) {
        HttpServerResponse response = request.response();
        if (!request.path().equals(PATH)) {
            response.setStatusCode(404).end();
        } else if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).end();
        } else {
            answer.headers().forEach(field -> response.putHeader(field.name(), field.value()));
            response.end();
        }
    }

    private JournalEntry entry(
            HttpServerRequest request, LookupRequest lookup, Optional<Fault> fault, LookupAnswer answer) {
        String outcome = fault.map(present -> "fault " + present.kind().wireName())
                .orElseGet(() -> request.path().equals(PATH) ? answer.status() : "404");
        return WebExchange.entry(target, request, lookup.headers(), outcome);
    }
}
