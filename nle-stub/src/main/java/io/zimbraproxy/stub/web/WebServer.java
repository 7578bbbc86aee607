package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.config.MailboxService;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.net.EndpointSpec;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.HttpFaultPlayer;
import io.zimbraproxy.stub.net.HttpJournal;
import io.zimbraproxy.stub.net.StubRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The HTTP server of a mailbox server. All its responses contain {@code X-Mailbox}. */
public final class WebServer {

    private static final String PARTIAL = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly the beginn";

    /** Pages by the beginning of the path; the first match counts. */
    private static final Map<String, Page> PAGES = pages();

    private final String target;
    private final PageContext context;
    private final StubRuntime runtime;
    private final HttpFaultPlayer faultPlayer;

    private WebServer(String target, PageContext context, StubRuntime runtime) {
        this.target = target;
        this.context = context;
        this.runtime = runtime;
        this.faultPlayer = new HttpFaultPlayer(runtime.vertx());
    }

    /**
     * Creates a port, not yet open.
     *
     * @param mailbox name of the mailbox server
     * @param service {@code HTTP} or {@code HTTPS}
     */
    public static Endpoint endpoint(StubRuntime runtime, EndpointSpec spec, String mailbox, MailboxService service) {
        WebServer server = new WebServer(
                spec.target(), new PageContext(mailbox, service, runtime.vertx(), runtime.directory()), runtime);
        return new HttpEndpoint(runtime.vertx(), spec, server::handle);
    }

    private static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("/echo", new EchoPage());
        pages.put("/service/soap", new SoapPage());
        pages.put("/Microsoft-Server-ActiveSync", new EchoPage());
        pages.put("/slow", new SlowPage());
        pages.put("/bytes", new BytesPage());
        pages.put("/upload", new UploadPage());
        pages.put("/ws", new WebSocketPage());
        pages.put("/redirect", SmallPages::redirect);
        pages.put("/status/", SmallPages::status);
        pages.put("/cookie", SmallPages::cookie);
        pages.put("/hints", SmallPages::hints);
        pages.put("/trailers", new TrailersPage());
        pages.put("/picture", new PicturePage());
        pages.put("/webmail", new WebmailPage());
        pages.put("/", new HomePage());
        return pages;
    }

    private void handle(HttpServerRequest request) {
        Optional<Fault> fault = runtime.faults().take(target, FaultStage.ANSWER);
        String outcome =
                fault.map(present -> "fault " + present.kind().wireName()).orElse("served");
        runtime.journal().add(HttpJournal.entry(target, request, HttpJournal.headers(request), outcome));
        request.response().putHeader("X-Mailbox", context.mailbox());
        Runnable respond = () -> respond(request);
        fault.ifPresentOrElse(present -> faultPlayer.play(present, request, PARTIAL, respond), respond);
    }

    private void respond(HttpServerRequest request) {
        try {
            page(request.path()).respond(request, context);
        } catch (IllegalArgumentException e) {
            request.response().setStatusCode(400).end(e.getMessage() + "\n");
        }
    }

    private static Page page(String path) {
        return PAGES.entrySet().stream()
                .filter(page -> path.startsWith(page.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(HomePage::new);
    }
}
