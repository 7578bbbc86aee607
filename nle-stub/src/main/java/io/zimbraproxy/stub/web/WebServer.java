package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.net.HttpEndpoint;
import io.zimbraproxy.stub.net.Place;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.net.WebExchange;
import io.zimbraproxy.stub.net.WebFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The web side of a mailbox server. Every answer carries {@code X-Mailbox}. */
public final class WebServer {

    private static final String PARTIAL = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly the beginn";

    /** By the beginning of the path, first match counts. */
    private static final Map<String, Page> PAGES = pages();

    private final String target;
    private final WebSite site;
    private final StubRuntime runtime;
    private final WebFault webFault;

    private WebServer(String target, WebSite site, StubRuntime runtime) {
        this.target = target;
        this.site = site;
        this.runtime = runtime;
        this.webFault = new WebFault(runtime.vertx());
    }

    /**
     * One port, not yet open.
     *
     * @param mailbox name of the mailbox server
     * @param service {@code http} or {@code https}
     */
    public static Endpoint endpoint(StubRuntime runtime, Place place, String mailbox, String service) {
        WebServer server = new WebServer(
                place.target(), new WebSite(mailbox, service, runtime.vertx(), runtime.directory()), runtime);
        return new HttpEndpoint(runtime.vertx(), place, server::handle);
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
        Optional<Fault> fault = runtime.faults().strike(target, FaultStage.ANSWER);
        String outcome =
                fault.map(present -> "fault " + present.kind().wireName()).orElse("served");
        runtime.journal().add(WebExchange.entry(target, request, WebExchange.headers(request), outcome));
        request.response().putHeader("X-Mailbox", site.mailbox());
        Runnable answer = () -> answer(request);
        fault.ifPresentOrElse(present -> webFault.play(present, request, PARTIAL, answer), answer);
    }

    private void answer(HttpServerRequest request) {
        try {
            page(request.path()).answer(request, site);
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
