package io.zimbraproxy.proxy.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.cache.SharedCache;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class SharedSessionCounterTest {
    private final Map<String, Duration> texts = new TreeMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final SharedCache cache = (SharedCache) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SharedCache.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "put" -> {
                    texts.put((String) arguments[0], (Duration) arguments[2]);
                    yield null;
                }
                case "get" ->
                    CompletableFuture.completedFuture(
                            texts.containsKey((String) arguments[0]) ? Optional.of("1") : Optional.empty());
                case "updateCount" -> updateCount((String) arguments[1], (LongSupplier) arguments[2]);
                default -> throw new AssertionError(method);
            });

    private CompletableFuture<Map<String, Long>> updateCount(String member, LongSupplier number) {
        numbers.put(member, number.getAsLong());
        return CompletableFuture.completedFuture(Map.copyOf(numbers));
    }

    private static long enter(SessionCounter counter) {
        return counter.enter("a").toCompletableFuture().getNow(-1L);
    }

    @Test
    void countsTheSessionsOfOtherProxies() {
        SessionCounter one = new SharedSessionCounter(cache);
        SessionCounter two = new SharedSessionCounter(cache);
        assertThat(enter(one)).isEqualTo(1);
        assertThat(enter(two)).isEqualTo(2);
        assertThat(enter(one)).isEqualTo(3);
        one.leave("a");
        one.leave("a");
        assertThat(enter(two)).isEqualTo(2);
    }

    @Test
    void ignoresProxiesWithoutHeartbeat() {
        numbers.put("dead", 7L);
        assertThat(enter(new SharedSessionCounter(cache))).isEqualTo(1);
    }

    @Test
    void oneLostHeartbeatIsNoDeath() {
        new SharedSessionCounter(cache);
        assertThat(texts.values()).allSatisfy(lifetime -> assertThat(lifetime)
                .isGreaterThan(SharedSessionCounter.HEARTBEAT.multipliedBy(2)));
    }
}
