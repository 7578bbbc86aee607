package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Limits counted in memcached. */
class MemcachedLimitsIT extends LimitsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
