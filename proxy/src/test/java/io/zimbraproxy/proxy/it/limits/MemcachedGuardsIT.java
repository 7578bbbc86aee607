package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Failures and sessions counted in memcached. */
class MemcachedGuardsIT extends GuardsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
