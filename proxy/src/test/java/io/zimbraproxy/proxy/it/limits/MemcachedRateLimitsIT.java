package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Rate limits counted in memcached. */
class MemcachedRateLimitsIT extends RateLimitsBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
