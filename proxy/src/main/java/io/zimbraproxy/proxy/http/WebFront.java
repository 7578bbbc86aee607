package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.location.WebLocation;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.tls.ClientAuth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Accepts the requests of one listener: rejects or redirects a request, or starts an {@link Exchange}. */
public final class WebFront {
    private final WebService service;
    private final FrontRules rules;

    public WebFront(WebService service, FrontRules rules) {
        this.service = service;
        this.rules = rules;
    }

    public WebService service() {
        return service;
    }

    /** Processes a request. Returns the exchange, or null if the proxy responds to the request itself. */
    public @Nullable Exchange handle(RequestHead head, ClientStream client, ClientContext context) {
        RequestRecord record = new RequestRecord(service, context.peer(), head);
        HostHeader host = null;
        try {
            host = context.host(head, service.listener().port());
            record.host(host);
            checkTarget(head);
            checkHost(host);
            NormalPath path = NormalPath.of(head.target());
            Optional<String> redirect = rules.modes().redirect(head, path, host);
            if (redirect.isPresent()) {
                record.status(LocalResponse.FOUND);
                record.ended("done");
                new LocalResponse(client, head, host, service.responseRules()).redirect(redirect.get(), Map.of());
                return null;
            }
            ErrorPage missing = checkCertificate(host, context);
            if (missing != null) {
                refuse(client, head, host, record, missing, "certificate");
                return null;
            }
            if (rules.certificateLogin().isPresent()) {
                rules.certificateLogin().get().handle(head, path, host, client, context, record);
                return null;
            }
            return begin(head, path, host, client, context, record);
        } catch (BadMessage bad) {
            client.closeAfterResponse();
            refuse(client, head, host, record, ErrorPage.of(bad.status()), bad.why());
            return null;
        }
    }

    /** Responds to bytes that are not a valid request. The connection closes, because the next bytes cannot be interpreted. */
    public void malformed(BadMessage bad, ClientStream client, ClientContext context) {
        client.closeAfterResponse();
        RequestRecord record = new RequestRecord(service, context.peer(), null);
        refuse(client, null, null, record, ErrorPage.of(bad.status()), bad.why());
    }

    private void refuse(
            ClientStream client,
            @Nullable RequestHead head,
            @Nullable HostHeader host,
            RequestRecord record,
            ErrorPage page,
            String why) {
        record.why(why);
        record.status(page.status());
        record.ended("done");
        new LocalResponse(client, head, host, service.responseRules()).page(page, Map.of());
    }

    /** Rejects encoded line ends, which were used to inject cache commands (CVE-2022-27924). */
    private static void checkTarget(RequestHead head) throws BadMessage {
        String lower = head.target().indexOf('%') < 0 ? "" : head.target().toLowerCase(Locale.ROOT);
        if (lower.contains("%0a") || lower.contains("%0d")) {
            throw new BadMessage(ErrorPage.FORBIDDEN.status(), "line end in the target");
        }
    }

    private void checkHost(HostHeader host) throws BadMessage {
        if (!rules.knownHosts().isEmpty() && !host.isOneOf(rules.knownHosts())) {
            throw new BadMessage(ErrorPage.UNKNOWN_HOST.status(), "not a host name of this proxy");
        }
    }

    /**
     * Checks the client certificate. A certificate is valid only for the server name of its handshake, because another name may
     * trust other authorities.
     *
     * @return the error page, or null if the check passes
     */
    private @Nullable ErrorPage checkCertificate(HostHeader host, ClientContext context) {
        ClientAuth needed = rules.certificates().of(host.name());
        if (!needed.requested()) {
            return null;
        }
        if (service.tls() && !needed.equals(context.identity().auth())) {
            return ErrorPage.MISDIRECTED;
        }
        boolean shown = context.identity().subject() != null;
        boolean checkedByLogin = rules.certificateLogin().isPresent();
        return needed.required() && !shown && !checkedByLogin ? ErrorPage.CERTIFICATE_NEEDED : null;
    }

    private Exchange begin(
            RequestHead head,
            NormalPath path,
            HostHeader host,
            ClientStream client,
            ClientContext context,
            RequestRecord record)
            throws BadMessage {
        WebLocation location = service.locations().of(path);
        if (location.maxBody() > 0 && head.framing().length() > location.maxBody()) {
            throw new BadMessage(ErrorPage.BODY_TOO_LARGE.status(), "the body is larger than allowed");
        }
        RouteChoice user = location.byUser()
                ? RouteChoice.of(head, path, location.audience(), context.tokens())
                        .orElse(null)
                : null;
        ReceivedRequest received = new ReceivedRequest(
                context.peer(), service.scheme(), service.listener().port(), host);
        Exchange exchange = new Exchange(
                new ExchangeContext(service, client, location.forServer(head), location, received, record),
                location.pool(head),
                user);
        CompletionStage<Boolean> allowed = service.throttle().request(context.peer(), host.name());
        if (allowed == null) {
            exchange.start();
        } else {
            String wait = Long.toString(service.throttle().window(host.name()).toSeconds());
            EventLoops.tell(service.loop(), allowed, yes -> {
                if (yes) {
                    exchange.start();
                } else {
                    exchange.refuse(
                            ErrorPage.TOO_MANY_REQUESTS,
                            "too many requests from this address",
                            Map.of("Retry-After", wait));
                }
            });
        }
        return exchange;
    }
}
