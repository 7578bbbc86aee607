package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a process cannot run by itself, because the operator has to fill it in. */
final class StandaloneRules {
    private StandaloneRules() {}

    static List<Problem> problems(ZimbraProxySpec spec) {
        List<Problem> found = new ArrayList<>();
        if (spec.routeCache().managed() != null) {
            found.add(new Problem(
                    "spec.routeCache.managed",
                    "is run by the operator, in a cluster only",
                    null,
                    "start memcached yourself and name it in memcached.servers"));
        }
        List<Pool> pools = spec.upstream().pools();
        for (int i = 0; i < pools.size(); i++) {
            if (pools.get(i).serversFrom() != null) {
                found.add(new Problem(
                        "spec.upstream.pools[" + i + "].serversFrom",
                        "is looked up by the operator, in a cluster only",
                        null,
                        "name the servers in servers"));
            }
        }
        return found;
    }
}
