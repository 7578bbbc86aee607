package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** Rules about mailbox servers and pools. */
final class UpstreamRules {
    private static final String DEFAULT_POOL = "mailclient";

    private UpstreamRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Problems at = spec.at("upstream");
        List<Pool> pools = wanted.upstream().pools();
        at.unique("pools", pools, Pool::name);
        for (int i = 0; i < pools.size(); i++) {
            pool(at.at("pools", i), pools.get(i));
        }
        if (wanted.upstream().tls().caRef() != null) {
            NameRules.label(
                    at.at("tls").at("caRef").at("name"),
                    wanted.upstream().tls().caRef().name());
        }
        for (int i = 0; i < wanted.listeners().size(); i++) {
            Listener listener = wanted.listeners().get(i);
            boolean serves = !listener.protocol().mail() && listener.effectiveHttpMode() != HttpMode.Redirect;
            String pool = listener.pool() == null ? DEFAULT_POOL : listener.pool();
            if (serves && pools.stream().noneMatch(candidate -> pool.equals(candidate.name()))) {
                at.at("pools")
                        .add(
                                "listener " + listener.name() + " needs a pool named " + pool,
                                pools.stream().map(Pool::name).toList(),
                                "add it with its servers");
            }
        }
    }

    private static void pool(Problems at, Pool pool) {
        NameRules.label(at.at("name"), pool.name());
        if (pool.servers().isEmpty()) {
            at.at("servers").add("there is none", null, "add at least one, such as {host: mailbox-1.internal}");
        }
        for (int i = 0; i < pool.servers().size(); i++) {
            PoolServer server = pool.servers().get(i);
            HostRules.hostOrAddress(at.at("servers", i).at("host"), server.host());
            LimitRules.range(at.at("servers", i).at("httpPort"), server.httpPort(), 1, 65535);
            LimitRules.range(at.at("servers", i).at("httpsPort"), server.httpsPort(), 1, 65535);
        }
        LimitRules.range(at.at("health").at("maxFails"), pool.health().maxFails(), 0, 1000);
        TimeRules.positive(at.at("health").at("failTimeout"), pool.health().failTimeout());
    }
}
