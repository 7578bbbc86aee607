package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.Networks;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Limits the rate of web requests per client address. Safe for all threads. */
public final class RequestLimits {
    private final LimitTable limits;
    private final Networks exempt;
    private final Counters counters;

    public RequestLimits(LimitTable limits, Counters counters) {
        this.limits = limits;
        this.counters = counters;
        exempt = new Networks(limits.general().exempt());
    }

    /**
     * Counts a request for this host name.
     *
     * @return whether the address is within its limit; null if no limit is set. The stage never fails
     */
    public @Nullable CompletionStage<Boolean> request(ClientPeer client, String host) {
        RateLimit limit = limits.ofHost(host).httpIp();
        if (limit.limit() == 0 || exempt.contains(client.addressBytes())) {
            return null;
        }
        return counters.add("throttle:http=" + AddressBlock.of(client), limit.window())
                .thenApply(count -> count <= limit.limit());
    }

    /** Returns how long a client over its limit should wait. */
    public Duration window(String host) {
        return limits.ofHost(host).httpIp().window();
    }
}
