package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.ProxyProcess;

/**
 * What the proxy says of caches and lookup handlers that it did not wait for. Scripted ones answer at once, so it is the
 * machine that stood still, and what a case has shown then is worth nothing.
 */
final class PeerTimeouts {
    private final ProxyProcess proxy;
    private final String cache;
    private long known;

    /** {@code cache}: address and port of the cache that answers. */
    PeerTimeouts(ProxyProcess proxy, String cache) {
        this.proxy = proxy;
        this.cache = cache;
    }

    /** Whether the proxy has been impatient since this was asked last. */
    boolean isNew() {
        long before = known;
        known = proxy.log()
                .lines()
                .filter(line -> line.contains("shared cache does not answer") && line.contains(cache)
                        || line.contains("no answer within"))
                .count();
        return known > before;
    }
}
