package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.RouteStore;
import java.nio.file.Path;

/** Routes in the memory of the process alone. */
class LocalRoutesIT extends RouteCacheBehaviour {
    @Override
    RouteStore startStore(Path folder) {
        return new NoStore();
    }
}
