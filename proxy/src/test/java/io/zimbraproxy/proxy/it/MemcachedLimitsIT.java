package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Limits counted in memcached. */
class MemcachedLimitsIT extends LimitsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
