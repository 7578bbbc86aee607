package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.VersionCheck;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a web server in the configuration.
 *
 * @param tls whether the proxy connects to it with TLS
 * @param weight its share of the clients, in relation to the other servers of its pool
 * @param drain whether it gets no new clients, only requests of users whose mailbox it holds
 * @param version version of its software, as auth tokens name it; null if not configured
 * @param versionCheck how much of the version must be equal
 * @param maxFails failures in a row after which it is not used for a while; 0 for no such limit
 * @param failNanos how long it is not used then, in nanoseconds
 * @param slowStartNanos how long its share grows after it has recovered, in nanoseconds
 * @param maxConnections requests at the same time; 0 for no limit
 */
public record PeerRules(
        int port,
        boolean tls,
        int weight,
        boolean drain,
        @Nullable String version,
        VersionCheck versionCheck,
        int maxFails,
        long failNanos,
        long slowStartNanos,
        int maxConnections) {
    static PeerRules of(Pool pool, PoolServer server, boolean tls) {
        return new PeerRules(
                tls ? server.httpsPort() : server.httpPort(),
                tls,
                server.weight(),
                server.drain(),
                server.version(),
                pool.versionCheck(),
                pool.health().maxFails(),
                pool.health().failTimeout().toNanos(),
                pool.health().slowStart().toNanos(),
                pool.maxConnections());
    }

    /** Returns true unless both versions are known and differ. */
    boolean fits(@Nullable String wanted) {
        return version == null || wanted == null || compared(version).equals(compared(wanted));
    }

    /** Returns the part of a version that is compared: all of it, or its first two numbers. */
    private String compared(String text) {
        int first = text.indexOf('.');
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        return versionCheck == VersionCheck.Exact || second < 0 ? text : text.substring(0, second);
    }
}
