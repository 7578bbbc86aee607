package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Limits counted in Redis. */
class RedisLimitsIT extends LimitsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
