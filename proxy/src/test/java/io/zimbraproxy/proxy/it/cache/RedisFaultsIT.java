package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of Redis. */
class RedisFaultsIT extends FaultBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new RedisStore(folder);
    }

    @Test
    void redisStopped() throws Exception {
        withFault("Redis stopped", store::stop, () -> {
            double failed = failedCaches();
            store.run();
            assertThat(failed).isEqualTo(1);
        });
    }

    @Test
    void redisHung() throws Exception {
        withFault("Redis hung", store::freeze, store::thaw);
    }

    @Test
    void redisReturnsGarbage() throws Exception {
        List<RawServer> garbage = new ArrayList<>();
        withFault(
                "Redis returns garbage",
                () -> {
                    store.stop();
                    garbage.add(
                            GarbageServer.start(((RedisStore) store).server().port()));
                },
                () -> {
                    garbage.get(0).close();
                    store.run();
                });
    }
}
