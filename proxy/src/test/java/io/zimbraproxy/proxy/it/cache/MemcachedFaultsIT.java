package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.MemcachedProcess;
import io.zimbraproxy.proxy.it.stage.MemcachedStore;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import io.zimbraproxy.stub.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of memcached and of lookup handlers. */
class MemcachedFaultsIT extends FaultBehaviour {
    @Override
    SharedStore startStore(Path folder) throws Exception {
        return new MemcachedStore();
    }

    @Test
    void memcachedStopped() throws Exception {
        withFault("memcached stopped", store::stop, () -> {
            double failed = failedCaches();
            store.run();
            assertThat(failed).isEqualTo(2);
        });
    }

    @Test
    void memcachedHung() throws Exception {
        withFault("memcached hung", store::freeze, store::thaw);
    }

    @Test
    void memcachedRestartedMidFlight() throws Exception {
        ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
        withFault(
                "memcached restarted mid-flight",
                () -> other.scheduleWithFixedDelay(this::restart, 0, 20, TimeUnit.MILLISECONDS),
                () -> {
                    other.shutdown();
                    other.awaitTermination(30, TimeUnit.SECONDS);
                });
    }

    private void restart() {
        try {
            store.stop();
            store.run();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void memcachedReturnsGarbage() throws Exception {
        List<RawServer> garbage = new ArrayList<>();
        withFault(
                "memcached returns garbage",
                () -> {
                    store.stop();
                    for (MemcachedProcess server : ((MemcachedStore) store).servers()) {
                        garbage.add(GarbageServer.start(server.port()));
                    }
                },
                () -> {
                    for (RawServer server : garbage) {
                        server.close();
                    }
                    store.run();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "hung", "500", "garbage", "closes early", "reset"})
    void oneOfTwoHandlers(String fault) throws Exception {
        withFault("one of two handlers " + fault, () -> site.zimbra().fault("lookup/1", fault(fault)), () -> {});
    }

    private static Fault fault(String name) {
        return switch (name) {
            case "refused" -> Fault.refuse();
            case "hung" -> Fault.hang();
            case "500" -> Fault.status(500);
            case "garbage" -> Fault.wrong("\u0001\u0002 what?\r\n\r\n");
            case "reset" -> Fault.reset();
            default -> Fault.closeEarly();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "hung", "500"})
    void allHandlersWithAWarmCache(String fault) throws Exception {
        withFaultAndWarmCache(
                "all handlers " + fault + ", warm cache",
                () -> {
                    site.zimbra().fault("lookup/1", fault(fault));
                    site.zimbra().fault("lookup/2", fault(fault));
                },
                () -> {});
    }
}
