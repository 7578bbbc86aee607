package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.Location;
import io.zimbraproxy.proxy.http.location.NormalPath;
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

/** Takes the requests of one listener: turns away what is not served, redirects, or begins an {@link Exchange}. */
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

    /** The exchange that has begun; null when the request is answered already. */
    public Exchange handle(RequestHead head, ClientStream client, ClientSide side) {
        RequestRecord record = new RequestRecord(service, side.peer(), head);
        HostHeader host = null;
        try {
            host = side.host(head, service.port());
            record.host(host);
            checkTarget(head);
            checkHost(host);
            NormalPath path = NormalPath.of(head.target());
            Optional<String> elsewhere = rules.modes().redirect(head, path, host);
            if (elsewhere.isPresent()) {
                record.status(302);
                record.ended("done");
                new LocalResponse(client, head, host, service.answerRules()).redirect(elsewhere.get(), Map.of());
                return null;
            }
            ErrorPage noProof = checkProof(host, side);
            if (noProof != null) {
                return refuse(
                        new LocalResponse(client, head, host, service.answerRules()), record, noProof, "certificate");
            }
            if (rules.certificateLogin().isPresent()) {
                rules.certificateLogin().get().handle(head, path, host, client, side, record);
                return null;
            }
            return begin(head, path, host, client, side, record);
        } catch (BadMessage bad) {
            client.closeAfterAnswer();
            return refuse(
                    new LocalResponse(client, head, host, service.answerRules()),
                    record,
                    ErrorPage.of(bad.status()),
                    bad.getMessage());
        }
    }

    /** Answers what is no request; nothing behind it on its connection means anything. */
    public void malformed(BadMessage bad, ClientStream client, ClientSide side) {
        client.closeAfterAnswer();
        refuse(
                new LocalResponse(client, null, null, service.answerRules()),
                new RequestRecord(service, side.peer(), null),
                ErrorPage.of(bad.status()),
                bad.getMessage());
    }

    private static Exchange refuse(LocalResponse answer, RequestRecord record, ErrorPage page, String why) {
        record.why(why);
        record.status(page.status());
        record.ended("done");
        answer.page(page, Map.of());
        return null;
    }

    /** No page has such a target; they were used to inject cache commands (CVE-2022-27924; facts, section 7.5). */
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

    /** A certificate counts for the name it was asked for under: another name may trust other authorities. */
    private ErrorPage checkProof(HostHeader host, ClientSide side) {
        ClientAuth needed = rules.certificates().of(host.name());
        if (!needed.asks()) {
            return null;
        }
        if (service.tls() && !needed.equals(side.proof().asked())) {
            return ErrorPage.MISDIRECTED;
        }
        boolean shown = side.proof().subject() != null;
        boolean ownRules = rules.certificateLogin().isPresent();
        return needed.required() && !shown && !ownRules ? ErrorPage.CERTIFICATE_NEEDED : null;
    }

    private Exchange begin(
            RequestHead head,
            NormalPath path,
            HostHeader host,
            ClientStream client,
            ClientSide side,
            RequestRecord record)
            throws BadMessage {
        Location location = service.locations().of(path);
        if (location.maxBody() > 0 && head.framing().length() > location.maxBody()) {
            throw new BadMessage(ErrorPage.BODY_TOO_LARGE.status(), "the body is larger than allowed");
        }
        Optional<RouteChoice> user =
                location.byUser() ? RouteChoice.of(head, path, location.audience(), side.tokens()) : Optional.empty();
        ReceivedRequest arrival = new ReceivedRequest(side.peer(), service.scheme(), service.port(), host);
        Exchange exchange = new Exchange(service, client, head, location, user, arrival, record);
        CompletionStage<Boolean> allowed = service.throttle().request(side.peer(), host.name());
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
