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
import io.zimbraproxy.stub.net.EndpointSpec;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.HttpFaultPlayer;
import io.zimbraproxy.stub.net.HttpJournal;
import io.zimbraproxy.stub.net.StubRuntime;
import java.util.Optional;

/** A route lookup handler over HTTP. The status is always 200; errors are in the headers. */
public final class LookupServer {

    private static final String PATH = "/service/extension/nginx-lookup";

    /** Bytes of the padding header; nginx reads 1 KiB of headers. */
    private static final int OVERSIZE = 4096;

    private static final String PARTIAL = "HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nAuth-Ser";

    private final String target;
    private final LookupService service;
    private final StubRuntime runtime;
    private final HttpFaultPlayer faultPlayer;

    private LookupServer(String target, LookupService service, StubRuntime runtime) {
        this.target = target;
        this.service = service;
        this.runtime = runtime;
        this.faultPlayer = new HttpFaultPlayer(runtime.vertx());
    }

    /** Creates one handler, not yet open. */
    public static Endpoint endpoint(StubRuntime runtime, EndpointSpec spec, StubConfig config, ServicePorts ports) {
        LookupService service = new LookupService(config.lookup(), runtime.directory(), config.host(), ports);
        LookupServer handler = new LookupServer(spec.target(), service, runtime);
        return new HttpEndpoint(runtime.vertx(), spec, handler::handle);
    }

    private void handle(HttpServerRequest request) {
        LookupRequest lookup = new LookupRequest(HttpJournal.headers(request));
        LookupResponse correct = service.respond(lookup);
        Optional<Fault> fault = runtime.faults().take(target, FaultStage.ANSWER);
        runtime.journal().add(entry(request, lookup, fault, correct));
        LookupResponse sent = fault.map(present -> change(present, correct)).orElse(correct);
        Runnable send = () -> send(request, sent);
        fault.ifPresentOrElse(present -> faultPlayer.play(present, request, PARTIAL, send), send);
    }

    private static LookupResponse change(Fault fault, LookupResponse correct) {
        if (fault.kind() == FaultKind.OVERSIZED) {
            return correct.with("X-Padding", "x".repeat(OVERSIZE));
        }
        return fault.kind() == FaultKind.MISSING_HEADER ? correct.without(fault.text()) : correct;
    }

    private static void send(HttpServerRequest request, LookupResponse lookup) {
        HttpServerResponse response = request.response();
        if (!request.path().equals(PATH)) {
            response.setStatusCode(404).end();
        } else if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).end();
        } else {
            lookup.headers().forEach(field -> response.putHeader(field.name(), field.value()));
            response.end();
        }
    }

    private JournalEntry entry(
            HttpServerRequest request, LookupRequest lookup, Optional<Fault> fault, LookupResponse correct) {
        String outcome = fault.map(present -> "fault " + present.kind().wireName())
                .orElseGet(() -> request.path().equals(PATH) ? correct.status() : "404");
        return HttpJournal.entry(target, request, lookup.headers(), outcome);
    }
}
