package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Failed logins and sessions counted in Redis. */
class RedisSessionLimitsIT extends SessionLimitsBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }
}
