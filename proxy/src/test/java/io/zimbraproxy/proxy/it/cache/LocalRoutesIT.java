package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Routes in the memory of the process alone. */
class LocalRoutesIT extends RouteCacheBehaviour {
    @Override
    SharedStore startStore(Path folder) {
        return new NoStore();
    }
}
