package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules for mailbox servers and pools of web servers. */
final class UpstreamRules {
    private UpstreamRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Problems at = spec.at("upstream");
        if (wanted.upstream().tls().startTls() && !wanted.upstream().tls().enabled()) {
            at.at("tls").at("startTls").add("needs TLS", true, "set enabled to true, or remove it");
        }
        List<Pool> pools = wanted.upstream().pools();
        at.unique("pools", pools, Pool::name);
        for (int i = 0; i < pools.size(); i++) {
            source(at.at("pools", i), pools.get(i));
            List<PoolServer> servers = pools.get(i).servers();
            for (int j = 0; j < servers.size(); j++) {
                if (servers.get(j).host() != null) {
                    Addresses.host(
                            at.at("pools", i).at("servers", j).at("host"),
                            servers.get(j).host());
                }
            }
        }
        List<String> names = pools.stream().map(pool -> pool.name() + "").toList();
        needed(wanted.listeners()).forEach((pool, listener) -> {
            if (!names.contains(pool)) {
                at.at("pools")
                        .add(
                                "has no pool " + pool + ", and listener " + listener + " needs it",
                                names.isEmpty() ? null : String.join(", ", names),
                                "add the pool with its servers");
            }
        });
    }

    private static void source(Problems at, Pool pool) {
        ServersFrom from = pool.serversFrom();
        if (from == null && pool.servers().isEmpty()) {
            at.at("servers").add("has no entry", null, "add at least 1");
        } else if (from != null && !pool.servers().isEmpty()) {
            at.add("has servers and serversFrom", null, "keep one of them");
        }
        if (from != null && (from.service() == null) == (from.selector() == null)) {
            at.at("serversFrom").add("needs exactly one of service and selector", null, "give one of them");
        }
    }

    /** Returns the names of the pools that listeners need, each with the first such listener. */
    private static Map<String, String> needed(List<Listener> listeners) {
        Map<String, String> needed = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            boolean web = listener.protocol() != null && !listener.protocol().mail();
            boolean servesPages =
                    listener.effectiveHttpMode() != HttpMode.Redirect && !ClientCertificateRules.logsIn(listener);
            if (web && listener.pool() != null) {
                needed.putIfAbsent(listener.pool(), listener.name());
            } else if (web && servesPages) {
                needed.putIfAbsent(Pool.DEFAULT, listener.name());
            }
        }
        return needed;
    }
}
