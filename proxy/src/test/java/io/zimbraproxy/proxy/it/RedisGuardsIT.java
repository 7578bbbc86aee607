package io.zimbraproxy.proxy.it;

import java.nio.file.Path;

/** Failures and sessions counted in Redis. */
class RedisGuardsIT extends GuardsBehaviour {
    @Override
    RouteStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
