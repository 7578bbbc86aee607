package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;

/** Routes only in the memory of the proxy. */
class LocalRoutesIT extends RouteCacheBehaviour {
    @Override
    SharedStore startStore(Path folder) {
        return new NoStore();
    }
}
