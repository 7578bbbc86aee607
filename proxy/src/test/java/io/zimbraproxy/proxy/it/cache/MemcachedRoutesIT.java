package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Routes in two memcached servers. */
class MemcachedRoutesIT extends SharedRoutesBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
