package io.zimbraproxy.proxy.upstream;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.VersionCheck;

/**
 * What the configuration says of a web server.
 *
 * @param tls whether it is spoken to by TLS
 * @param weight its share among the others of its pool
 * @param drain it gets no new clients, only the users it holds
 * @param version of its software, as auth tokens name it; null when not told
 * @param versionCheck how much of the version has to be the same
 * @param maxFails failures after which it is left alone; 0 for never
 * @param failNanos for how long
 * @param slowStartNanos time in which its share grows after it came back
 * @param maxConnections requests at the same time; 0 for no limit
 */
public record PeerRules(
        int port,
        boolean tls,
        int weight,
        boolean drain,
        String version,
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

    /** True unless both versions are known and differ (facts, section 7.3). */
    boolean fits(String wanted) {
        return version == null || wanted == null || key(version).equals(key(wanted));
    }

    /** What is compared: all of it, or its first two numbers. */
    private String key(String text) {
        int first = text.indexOf('.');
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        return versionCheck == VersionCheck.Exact || second < 0 ? text : text.substring(0, second);
    }
}
