package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.ProxyProcess;

/**
 * Time-outs of caches and lookup handlers in the log of the proxy. Scripted peers respond at once, so a time-out means that the
 * machine was too slow, and the result of the case does not count.
 */
final class PeerTimeouts {
    private final ProxyProcess proxy;
    private final String cache;
    private long known;

    /** {@code cache} is the address and port of the cache that responds. */
    PeerTimeouts(ProxyProcess proxy, String cache) {
        this.proxy = proxy;
        this.cache = cache;
    }

    /** Returns whether there were time-outs since the last call. */
    boolean happened() {
        long before = known;
        known = proxy.log()
                .lines()
                .filter(line -> line.contains("shared cache does not respond") && line.contains(cache)
                        || line.contains("no response within"))
                .count();
        return known > before;
    }
}
