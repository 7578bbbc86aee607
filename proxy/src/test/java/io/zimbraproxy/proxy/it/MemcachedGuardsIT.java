package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Failures and sessions counted in memcached. */
class MemcachedGuardsIT extends GuardsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
