package io.zimbraproxy.proxy.route.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests which lookups are started, shared and kept. */
class LocalRouteCacheTest {
    private static final String KEY = "imap;username;alice";
    private static final RouteResult.Found FOUND = found("mbx1");
    private static final RouteResult REFUSED = new RouteResult.Refused("no such account", Duration.ZERO);
    private static final RouteResult UNAVAILABLE = new RouteResult.Unavailable("no handler");

    private final LocalRouteCache cache = new LocalRouteCache(10, Duration.ofHours(1), Duration.ofHours(1));
    private final AtomicInteger lookups = new AtomicInteger();

    private static RouteResult.Found found(String host) {
        Route route = new Route(host, 7143, UserName.of("alice").orElseThrow(), "alice");
        return new RouteResult.Found(route, false, false, null, null);
    }

    private CompletableFuture<RouteResult> lookup(CompletionStage<RouteResult> response) {
        return lookup(() -> response);
    }

    private CompletableFuture<RouteResult> lookup(Supplier<CompletionStage<RouteResult>> lookup) {
        return cache.lookup(KEY, () -> {
                    lookups.incrementAndGet();
                    return lookup.get();
                })
                .toCompletableFuture();
    }

    private static CompletableFuture<RouteResult> done(RouteResult result) {
        return CompletableFuture.completedFuture(result);
    }

    @Test
    void callersShareALookupInFlight() {
        CompletableFuture<RouteResult> response = new CompletableFuture<>();
        CompletableFuture<RouteResult> first = lookup(response);
        CompletableFuture<RouteResult> second = lookup(response);
        assertThat(cache.get(KEY)).isNull();
        assertThat(second).isNotDone();

        response.complete(FOUND);

        assertThat(lookups).hasValue(1);
        assertThat(first).isCompletedWithValue(FOUND);
        assertThat(second).isCompletedWithValue(FOUND);
    }

    @Test
    void aKeptRouteIsMarkedAsCached() {
        lookup(done(FOUND));

        assertThat(cache.get(KEY)).isEqualTo(FOUND.fromCache());
        assertThat(lookup(done(found("mbx2")))).isCompletedWithValue(FOUND.fromCache());
        assertThat(lookups).hasValue(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void aRefusalIsKeptForItsOwnTime() {
        lookup(done(REFUSED));
        assertThat(cache.get(KEY)).isEqualTo(REFUSED);

        LocalRouteCache keepsNone = new LocalRouteCache(10, Duration.ofHours(1), Duration.ZERO);
        keepsNone.lookup(KEY, () -> done(REFUSED));
        assertThat(keepsNone.get(KEY)).isNull();
    }

    @Test
    void aFailureIsNotKept() {
        assertThat(lookup(done(UNAVAILABLE))).isCompletedWithValue(UNAVAILABLE);
        assertThat(cache.get(KEY)).isNull();
        assertThat(lookup(CompletableFuture.failedFuture(new IllegalStateException("broken"))))
                .isCompletedWithValue(new RouteResult.Unavailable("java.lang.IllegalStateException: broken"));
        assertThat(cache.get(KEY)).isNull();

        assertThat(lookup(done(FOUND))).isCompletedWithValue(FOUND);
        assertThat(lookups).hasValue(3);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void aLookupThatThrowsDoesNotLockTheKey() {
        RouteResult result = lookup(() -> {
                    throw new IllegalStateException("broken");
                })
                .join();

        assertThat(result).isInstanceOf(RouteResult.Unavailable.class);
        assertThat(lookup(done(FOUND))).isCompletedWithValue(FOUND);
    }

    @Test
    void aResultFromBeforeAPurgeIsNotKept() {
        CompletableFuture<RouteResult> before = new CompletableFuture<>();
        CompletableFuture<RouteResult> after = new CompletableFuture<>();
        CompletableFuture<RouteResult> first = lookup(before);
        cache.clear();
        CompletableFuture<RouteResult> second = lookup(after);

        before.complete(FOUND);

        assertThat(first).isCompletedWithValue(FOUND);
        assertThat(cache.get(KEY)).isNull();
        assertThat(second).isNotDone();
        after.complete(found("mbx2"));
        assertThat(second).isCompletedWithValue(found("mbx2"));
        assertThat(cache.get(KEY)).isEqualTo(found("mbx2").fromCache());
    }

    @Test
    void aRefusalFromBeforeAPurgeIsNotKept() {
        CompletableFuture<RouteResult> before = new CompletableFuture<>();
        lookup(before);
        cache.clear();
        before.complete(REFUSED);
        assertThat(cache.get(KEY)).isNull();
    }

    @Test
    void purgeDropsRoutesAndRefusals() {
        lookup(done(FOUND));
        cache.lookup("other", () -> done(REFUSED));
        cache.clear();
        assertThat(cache.get(KEY)).isNull();
        assertThat(cache.get("other")).isNull();
    }

    @Test
    void forgetDropsTheRouteAndNotTheLookupInFlight() {
        lookup(done(FOUND));
        cache.forget(KEY);
        assertThat(cache.get(KEY)).isNull();

        CompletableFuture<RouteResult> response = new CompletableFuture<>();
        CompletableFuture<RouteResult> flight = lookup(response);
        cache.forget(KEY);
        assertThat(lookup(response)).isNotDone();
        response.complete(FOUND);
        assertThat(flight).isCompletedWithValue(FOUND);
        assertThat(lookups).hasValue(2);
        assertThat(cache.get(KEY)).isEqualTo(FOUND.fromCache());
    }
}
