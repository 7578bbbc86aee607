package io.zimbraproxy.proxy.it.limits;

import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Failed logins and sessions counted in memcached. */
class MemcachedSessionLimitsIT extends SessionLimitsBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }
}
