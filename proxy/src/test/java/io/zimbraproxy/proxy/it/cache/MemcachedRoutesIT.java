package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Routes in two memcached servers. */
class MemcachedRoutesIT extends SharedRoutesBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
