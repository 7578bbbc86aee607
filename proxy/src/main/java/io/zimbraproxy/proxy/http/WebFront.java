package io.zimbraproxy.proxy.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** Takes the requests of one listener: turns away what is not served, redirects, or begins an {@link Exchange}. */
public final class WebFront implements Handler<HttpServerRequest> {
    private static final int HTTPS_PORT = 443;

    private final WebService service;

    public WebFront(WebService service) {
        this.service = service;
    }

    @Override
    public void handle(HttpServerRequest request) {
        RequestRecord record = new RequestRecord(service, request);
        // Requests over HTTP/1.0 may come without a name.
        Optional<HostHeader> host = HostHeader.of(request.headers().getAll(HttpHeaders.HOST));
        if (host.isEmpty() || !request.uri().startsWith("/")) {
            ErrorPage page =
                    request.method().equals(HttpMethod.CONNECT) ? ErrorPage.METHOD_NOT_ALLOWED : ErrorPage.BAD_REQUEST;
            refuse(request, record, page, "host or target is not valid");
        } else if (!service.knownHosts().isEmpty() && !host.get().isOneOf(service.knownHosts())) {
            refuse(request, record, ErrorPage.UNKNOWN_HOST, "not a host name of this proxy");
        } else if (holdsEncodedLineEnd(request.uri())) {
            refuse(request, record, ErrorPage.FORBIDDEN, "line end in the path");
        } else if (service.redirectPort().isPresent()) {
            redirect(request, host.get(), service.redirectPort().get());
        } else {
            new Exchange(service, request, host.get(), record).start();
        }
    }

    /** No page has such a path; they were used to inject cache commands (CVE-2022-27924; facts, section 7.5). */
    private static boolean holdsEncodedLineEnd(String target) {
        String lower = target.indexOf('%') < 0 ? "" : target.toLowerCase(Locale.ROOT);
        return lower.contains("%0a") || lower.contains("%0d");
    }

    private static void refuse(HttpServerRequest request, RequestRecord record, ErrorPage page, String why) {
        record.why(why);
        page.send(request.response());
    }

    private static void redirect(HttpServerRequest request, HostHeader host, int port) {
        request.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, "https://" + host.withPort(port, HTTPS_PORT) + request.uri())
                .end();
    }
}
