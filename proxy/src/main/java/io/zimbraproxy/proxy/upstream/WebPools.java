package io.zimbraproxy.proxy.upstream;

import static io.zimbraproxy.crds.spec.Pool.ADMIN;
import static io.zimbraproxy.crds.spec.Pool.ADMIN_CLIENT;
import static io.zimbraproxy.crds.spec.Pool.DEFAULT;
import static io.zimbraproxy.crds.spec.Pool.ZX;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import java.util.ArrayList;
import java.util.List;

/** Rules for the pools that Zimbra knows by name. */
public final class WebPools {
    private static final int ZX_HTTP_PORT = 8742;
    private static final int ZX_HTTPS_PORT = 8743;

    private WebPools() {}

    /** Returns true if the proxy connects to this pool with TLS. The admin console always uses TLS. */
    public static boolean tls(String pool, boolean configured) {
        return configured || pool.equals(ADMIN) || pool.equals(ADMIN_CLIENT);
    }

    /**
     * Returns the configured pools and the pool for {@code /zx}, which has the servers of the default pool at other
     * ports.
     */
    static List<Pool> all(List<Pool> configured) {
        List<Pool> all = new ArrayList<>(configured);
        if (configured.stream().noneMatch(pool -> pool.name().equals(ZX))) {
            configured.stream().filter(pool -> pool.name().equals(DEFAULT)).forEach(pool -> all.add(zx(pool)));
        }
        return all;
    }

    private static Pool zx(Pool pool) {
        return new Pool(
                ZX,
                pool.servers().stream().map(WebPools::zx).toList(),
                null,
                pool.balancing(),
                pool.health(),
                pool.maxConnections(),
                pool.versionCheck());
    }

    private static PoolServer zx(PoolServer server) {
        return new PoolServer(
                server.host(), ZX_HTTP_PORT, ZX_HTTPS_PORT, server.weight(), server.drain(), server.version());
    }
}
