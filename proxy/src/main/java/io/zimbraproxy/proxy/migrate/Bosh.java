package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Location;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Routing;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Converts the settings of the chat server (XMPP BOSH) to a pool and a location. */
final class Bosh {
    private static final String PREFIX = "zimbraReverseProxyXmppBosh";
    private static final String POOL = "xmpp-bosh";
    private static final String PUBLIC_PATH = "/http-bind";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);

    private Bosh() {}

    /** Returns the pool of the chat server; empty if the site has none. */
    static Optional<Pool> pool(SiteView view, boolean encrypted, String path) {
        SettingReader settings = view.proxy();
        Optional<Value> host = settings.value(PREFIX + "Hostname");
        Optional<Integer> port = settings.number(PREFIX + "Port");
        if (!settings.on(PREFIX + "Enabled", false) || host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        boolean tls = settings.on(PREFIX + "SSL", false);
        if (tls != encrypted) {
            view.notes()
                    .advise(
                            PREFIX + "SSL differs from " + UpstreamSection.TLS,
                            "The proxy uses TLS for all pools or for none; configure the chat server to match.");
        }
        view.notes().source(path, host.get());
        PoolServer server =
                PoolServer.of(host.get().text()).withHttpPort(port.get()).withHttpsPort(port.get());
        return Optional.of(Pool.of(POOL).withServers(List.of(server)));
    }

    /** Returns the location of the chat server; empty if no pool leads to it. */
    static Optional<Location> location(SiteView view, List<Pool> pools, String path) {
        if (pools.stream().noneMatch(pool -> pool.name().equals(POOL))) {
            return Optional.empty();
        }
        SettingReader settings = view.proxy();
        String local = settings.text(PREFIX + "LocalHttpBindURL", PUBLIC_PATH);
        Optional<Value> remote = settings.value(PREFIX + "RemoteHttpBindURL")
                .filter(value -> !value.text().equals(local));
        remote.ifPresent(value -> view.notes()
                .advise(value, "The proxy does not change paths; configure the chat server to serve " + local + "."));
        settings.textFor(path, PREFIX + "Enabled");
        return Optional.of(Location.of(local, POOL)
                .withRouting(Routing.Balanced)
                .withReadTimeout(settings.time(PREFIX + "Timeout").orElse(DEFAULT_TIMEOUT)));
    }
}
