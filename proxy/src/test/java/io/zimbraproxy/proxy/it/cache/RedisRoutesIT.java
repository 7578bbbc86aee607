package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Routes in Redis. */
class RedisRoutesIT extends SharedRoutesBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
