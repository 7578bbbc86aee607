package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Routes in Redis. */
class RedisRoutesIT extends SharedRoutesBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
