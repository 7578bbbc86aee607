package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.observe.LogLine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Logs connections that were refused because of their PROXY header, at most once a minute per listener: a misconfigured load balancer may
 * send thousands. Safe for all threads.
 */
public final class RefusalLog {
    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    /** The earliest time of the next log line, by listener. */
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
