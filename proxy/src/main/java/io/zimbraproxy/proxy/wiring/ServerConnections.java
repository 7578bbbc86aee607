package io.zimbraproxy.proxy.wiring;

import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.upstream.LoginTimes;
import io.zimbraproxy.proxy.upstream.MailConnector;
import java.util.Optional;

/**
 * The connections of one event loop to mail and web servers.
 *
 * @param services the services that both were created for
 */
record ServerConnections(Services services, MailConnector mail, UpstreamConnections web) {
    /** Creates the connections for these services; on the event loop. */
    static ServerConnections of(Services services, Vertx vertx, LoopClock clock) {
        Timeouts timeouts = services.spec().timeouts();
        MailConnector mail = new MailConnector(
                vertx,
                services.upstreamTls(),
                services.pools(),
                times(timeouts),
                services.spec().upstream().proxyProtocol());
        UpstreamConnections web = new UpstreamConnections(vertx, clock, services.upstreamTls(), timeouts);
        return new ServerConnections(services, mail, web);
    }

    /** Returns these connections if nothing that they depend on differs in {@code next}; else empty. */
    Optional<ServerConnections> keptFor(Services next) {
        boolean same = services.pools() == next.pools()
                && services.upstreamTls().equals(next.upstreamTls())
                && services.spec().timeouts().equals(next.spec().timeouts());
        return same ? Optional.of(this) : Optional.empty();
    }

    private static LoginTimes times(Timeouts timeouts) {
        return new LoginTimes(
                timeouts.mailTcp(),
                timeouts.tlsHandshake(),
                timeouts.mailGreeting(),
                timeouts.mailLogin(),
                timeouts.mailConnect());
    }
}
