package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Failures and sessions counted in Redis. */
class RedisGuardsIT extends GuardsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
