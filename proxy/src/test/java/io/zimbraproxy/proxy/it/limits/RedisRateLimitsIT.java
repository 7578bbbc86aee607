package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Rate limits counted in Redis. */
class RedisRateLimitsIT extends RateLimitsBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
