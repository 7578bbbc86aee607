package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells of connections that were refused for their PROXY header: once a minute for each listener, as a load balancer that is
 * set up wrongly sends thousands. Safe for all threads.
 */
public final class RefusalLog {
    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    /** When there is to be silence no longer, by listener. */
    private final Map<String, Long> quietUntil = new ConcurrentHashMap<>();

    void refused(String listener, String address, ProxyHeaderFault fault) {
        long now = System.nanoTime();
        long end = now + QUIET_NANOS;
        if (quietUntil.merge(listener, end, (known, next) -> now - known < 0 ? known : next) == end) {
            LOG.warn(new LogLine(
                            "connection without a valid PROXY header refused; check the load balancer and proxyProtocol")
                    .with("listener", listener)
                    .with("from", address)
                    .with("why", fault.label()));
        }
    }
}
