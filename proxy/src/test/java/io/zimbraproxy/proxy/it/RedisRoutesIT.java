package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Routes in Redis. */
class RedisRoutesIT extends SharedRoutesBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
