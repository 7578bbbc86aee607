package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Routes in two memcached servers. */
class MemcachedRoutesIT extends SharedRoutesBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
