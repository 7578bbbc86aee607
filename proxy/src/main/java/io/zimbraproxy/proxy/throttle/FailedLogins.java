package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Slows down password guessing. Counts failed logins per client address and per account. Each failure delays the next reply longer.
 * Over the limit, a login is refused without trying it, with the same reply after the same delay. Stages never fail, and are complete
 * at once if no limit is set. Safe for all threads.
 */
public final class FailedLogins {
    private static final CompletionStage<Boolean> YES = CompletableFuture.completedFuture(true);

    /** Bounds the delay, because delayed connections hold resources. */
    private static final int MAX_DOUBLINGS = 3;

    private final LimitTable limits;
    private final Networks exempt;
    private final Counters counters;
    private final Duration delay;

    /** Creates the guard; {@code delay} is the delay of the reply after the first failure. */
    public FailedLogins(LimitTable limits, Counters counters, Duration delay) {
        this.limits = limits;
        this.counters = counters;
        this.delay = delay;
        exempt = new Networks(limits.general().exempt());
    }

    /** Returns whether a login with this name from this address may be tried. Counts nothing. */
    public CompletionStage<Boolean> mayTry(ClientPeer client, String name) {
        int limit = limits.ofAccount(name).failedLogins().limit();
        return limit == 0
                ? YES
                : most(keys(client, List.of(name)).map(counters::read)).thenApply(count -> count < limit);
    }

    /** Counts a failure under all names of the account. Returns the delay of the reply. */
    public CompletionStage<Duration> failed(ClientPeer client, Collection<String> names) {
        String name = names.isEmpty() ? "" : names.iterator().next();
        RateLimit limit = limits.ofAccount(name).failedLogins();
        return limit.limit() == 0
                ? CompletableFuture.completedFuture(delay)
                : most(keys(client, names).map(key -> counters.add(key, limit.window())))
                        .thenApply(this::delayAfter);
    }

    /** Returns the delay of the reply to a login that may not be tried. Counts nothing. */
    public CompletionStage<Duration> refused(ClientPeer client, String name) {
        return most(keys(client, List.of(name)).map(counters::read)).thenApply(this::delayAfter);
    }

    private Duration delayAfter(long failures) {
        long doublings = Math.max(0, Math.min(failures - 1, MAX_DOUBLINGS));
        return delay.multipliedBy(1L << doublings);
    }

    private Stream<String> keys(ClientPeer client, Collection<String> names) {
        Stream<String> ofNames = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .map(name -> "throttle:failed;user=" + name);
        return exempt.contains(client.addressBytes())
                ? ofNames
                : Stream.concat(Stream.of("throttle:failed;ip=" + AddressBlock.of(client)), ofNames);
    }

    private static CompletionStage<Long> most(Stream<CompletionStage<Long>> counts) {
        return counts.reduce((one, other) -> one.thenCombine(other, Math::max))
                .orElseGet(() -> CompletableFuture.completedFuture(0L));
    }
}
