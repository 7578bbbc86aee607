package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.List;

/** Refuses settings that only work in a cluster, where the operator resolves them. */
final class StandaloneRules {
    private StandaloneRules() {}

    static List<Problem> problems(ZimbraProxySpec spec) {
        List<Problem> found = new ArrayList<>();
        if (spec.routeCache().managed() != null) {
            found.add(new Problem(
                    "spec.routeCache.managed",
                    "works only in a cluster, where the operator runs the cache",
                    null,
                    "start memcached yourself and list it in routeCache.memcached.servers"));
        }
        List<Pool> pools = spec.upstream().pools();
        for (int i = 0; i < pools.size(); i++) {
            if (pools.get(i).serversFrom() != null) {
                found.add(new Problem(
                        "spec.upstream.pools[" + i + "].serversFrom",
                        "works only in a cluster, where the operator looks up the servers",
                        null,
                        "list them in spec.upstream.pools[" + i + "].servers"));
            }
        }
        return found;
    }
}
