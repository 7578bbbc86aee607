package io.zimbraproxy.proxy.wiring;

import static io.zimbraproxy.crds.spec.Pool.ADMIN;

import io.netty.channel.EventLoop;
import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.http.CertificateLogin;
import io.zimbraproxy.proxy.http.ErrorRedirect;
import io.zimbraproxy.proxy.http.FrontRules;
import io.zimbraproxy.proxy.http.HttpModeRules;
import io.zimbraproxy.proxy.http.Tunnel;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.http.location.Locations;
import io.zimbraproxy.proxy.http.rewrite.RequestRules;
import io.zimbraproxy.proxy.http.rewrite.ResponseRules;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import java.util.Optional;
import java.util.Set;

/** Makes the {@link WebFront} of each web listener on one event loop. */
record WebServices(
        Services services,
        ProxyMetrics metrics,
        UpstreamConnections upstreams,
        RelayLoop relays,
        LoopClock clock,
        EventLoop loop) {
    private static final int USUAL_PORT = 443;

    WebFront of(Listener listener) {
        ZimbraProxySpec spec = services.spec();
        boolean tls = listener.protocol().tls();
        WebService service = new WebService(
                listener,
                spec.timeouts(),
                spec.limits(),
                new Locations(spec, services.pools()).of(listener.pool()),
                new RequestRules(spec.http().forwarded(), ADMIN.equals(listener.pool())),
                new ResponseRules(spec, services.pools(), tls),
                Optional.ofNullable(spec.http().errorHandlerUrl()).map(ErrorRedirect::new),
                services.routes(),
                services.requestLimits(),
                upstreams,
                new Tunnel(relays, spec.timeouts().httpPolling()),
                clock,
                loop,
                metrics.requests(listener.name()));
        Set<String> knownHosts =
                tls && spec.tls().strictServerName() ? services.snapshot().hostNames() : Set.of();
        FrontRules rules = new FrontRules(
                knownHosts, modes(listener), services.snapshot().clientAuths(), certificateLogin(listener, service));
        return new WebFront(service, rules);
    }

    private HttpModeRules modes(Listener listener) {
        Snapshot snapshot = services.snapshot();
        Optional<Integer> https = snapshot.httpsListener().map(Listener::port);
        if (listener.protocol().tls()) {
            boolean users = listener.pool() == null || !listener.pool().equals(ADMIN);
            Optional<Listener> mixed = snapshot.mixedListener().filter(any -> users);
            return mixed.map(http -> HttpModeRules.mixedHttps(http.port())).orElseGet(HttpModeRules::serve);
        }
        HttpMode mode = listener.effectiveHttpMode();
        if (mode == HttpMode.Serve || https.isEmpty()) {
            return HttpModeRules.serve();
        }
        return mode == HttpMode.Mixed ? HttpModeRules.mixedHttp(https.get()) : HttpModeRules.redirect(https.get());
    }

    private Optional<CertificateLogin> certificateLogin(Listener listener, WebService service) {
        if (!listener.certificateLogin()) {
            return Optional.empty();
        }
        Snapshot snapshot = services.snapshot();
        int https = snapshot.httpsListener().map(Listener::port).orElse(USUAL_PORT);
        int admin = snapshot.adminListener().map(Listener::port).orElse(https);
        return snapshot.delegation().map(own -> new CertificateLogin(service, own, https, admin));
    }
}
