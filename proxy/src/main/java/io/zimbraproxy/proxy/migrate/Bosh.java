package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Location;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Routing;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.List;
import java.util.Optional;

/** The chat server (XMPP BOSH) behind Zimbra's proxy: a pool and a location of its own. */
final class Bosh {
    private static final String PREFIX = "zimbraReverseProxyXmppBosh";
    private static final String POOL = "xmpp-bosh";
    private static final String PUBLIC_PATH = "/http-bind";

    private Bosh() {}

    /** Empty when there is no chat server. */
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
                    .remark(
                            PREFIX + "SSL other than " + UpstreamSection.TLS,
                            "all pools are spoken to alike; the chat server has to speak TLS as they do.");
        }
        view.notes().from(path, host.get());
        PoolServer server =
                PoolServer.of(host.get().text()).withHttpPort(port.get()).withHttpsPort(port.get());
        return Optional.of(Pool.of(POOL).withServers(List.of(server)));
    }

    /** Empty when there is no pool for it. */
    static Optional<Location> location(SiteView view, List<Pool> pools, String path) {
        if (pools.stream().noneMatch(pool -> pool.name().equals(POOL))) {
            return Optional.empty();
        }
        SettingReader settings = view.proxy();
        String local = settings.text(PREFIX + "LocalHttpBindURL", PUBLIC_PATH);
        Optional<Value> remote = settings.value(PREFIX + "RemoteHttpBindURL")
                .filter(value -> !value.text().equals(local));
        remote.ifPresent(value -> view.notes()
                .remark(value, "paths are passed on as they are; let the chat server answer at " + local + "."));
        settings.textFor(path, PREFIX + "Enabled");
        return Optional.of(Location.of(local, POOL)
                .withRouting(Routing.Balanced)
                .withReadTimeout(settings.time(PREFIX + "Timeout")
                        .orElse(ZimbraTime.parse("90s").orElseThrow())));
    }
}
