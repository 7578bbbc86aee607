package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Limits counted in Redis. */
class RedisLimitsIT extends LimitsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
