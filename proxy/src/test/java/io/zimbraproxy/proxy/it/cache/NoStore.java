package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.util.Optional;

/** No shared cache. Each proxy has only its local cache. */
final class NoStore implements SharedStore {
    @Override
    public String settings() {
        return "local: {ttl: 60s}";
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Optional<String> value(String key) {
        return Optional.empty();
    }

    @Override
    public void flush() {}

    @Override
    public void stop() {}

    @Override
    public void run() {}

    @Override
    public void freeze() {}

    @Override
    public void thaw() {}

    @Override
    public void close() {}
}
