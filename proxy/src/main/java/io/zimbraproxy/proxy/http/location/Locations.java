package io.zimbraproxy.proxy.http.location;

import static io.zimbraproxy.crds.spec.Pool.ADMIN;
import static io.zimbraproxy.crds.spec.Pool.ADMIN_CLIENT;
import static io.zimbraproxy.crds.spec.Pool.DEFAULT;
import static io.zimbraproxy.crds.spec.Pool.EWS;
import static io.zimbraproxy.crds.spec.Pool.ZX;

import io.zimbraproxy.crds.spec.PathMatch;
import io.zimbraproxy.crds.spec.Routing;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.upstream.Pool;
import io.zimbraproxy.proxy.upstream.Pools;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the location tables of listeners: Zimbra's, preceded by that of the configuration. */
public final class Locations {
    /** Read time of requests that wait for changes in a mailbox: Zimbra's own limit of 20 minutes, plus some seconds. */
    private static final Duration WAITING = Duration.ofSeconds(1220);

    /** Parts of paths that only the mailbox servers can process, anywhere in the path. */
    private static final List<String> DYNAMIC = List.of(
            "/service/",
            "/principals/",
            "/dav/",
            "/.well-known/",
            "/home/",
            "/octopus/",
            "/shf/",
            "/user/",
            "/certauth/",
            "/spnegoauth/",
            "/zimbra/home/",
            "/zimbra/user/");

    private final ZimbraProxySpec spec;
    private final PoolSet pools;
    private final Pools all;

    public Locations(ZimbraProxySpec spec, Pools pools) {
        this.spec = spec;
        this.all = pools;
        this.pools = new PoolSet(pools);
    }

    /** Builds the tables of a listener with this pool; null stands for the default pool. */
    public LocationChoice of(@Nullable String listenerPool) {
        String pool = listenerPool == null ? DEFAULT : listenerPool;
        return switch (pool) {
            case DEFAULT -> choice(users());
            case ADMIN -> new LocationChoice(new LocationTable(), administrators(), List.of(), WAITING);
            default -> choice(new LocationTable().prefix("/", to(PoolRule.always(named(pool)))));
        };
    }

    private LocationChoice choice(LocationTable defaults) {
        return new LocationChoice(
                configured(),
                defaults,
                spec.http().polling().paths(),
                spec.timeouts().httpPolling());
    }

    private LocationTable users() {
        WebLocation mailclient = to(PoolRule.always(pools.mailclient()));
        WebLocation polling = mailclient.withReadTime(spec.timeouts().httpPolling());
        WebLocation waiting = mailclient.withReadTime(WAITING);
        WebLocation zx = to(PoolRule.always(pools.orMailclient(ZX))).withAudience(Audience.ZX);
        LocationTable table = new LocationTable()
                .exact("/", to(PoolRule.startPage(pools)))
                .prefix("/", to(PoolRule.pages(pools)))
                .prefix("/Microsoft-Server-ActiveSync", polling)
                .prefix("/zx/", zx)
                .prefix("/service/soap/NoOpRequest", waiting)
                .prefix("/service/soap/WaitSetRequest", waiting)
                .prefix("/autodiscover", to(PoolRule.autodiscover(pools)))
                .condition(Locations::isDrive, waiting);
        table.condition(
                path -> path.startsWith("/ews/exchange.asmx"),
                to(PoolRule.always(pools.orMailclient(EWS)))
                        .withReadTime(spec.timeouts().httpPolling()));
        DYNAMIC.forEach(part -> table.condition(path -> path.contains(part), mailclient));
        return table;
    }

    private LocationTable administrators() {
        Pool console = pools.either(ADMIN_CLIENT, ADMIN);
        Pool service = pools.either(ADMIN, ADMIN_CLIENT);
        return new LocationTable()
                .prefix("/", to(PoolRule.always(console)).withAudience(Audience.ADMINISTRATORS))
                .prefix("/service", to(PoolRule.always(service)).withAudience(Audience.ADMINISTRATORS));
    }

    private LocationTable configured() {
        LocationTable table = new LocationTable();
        for (io.zimbraproxy.crds.spec.Location own : spec.http().locations()) {
            WebLocation location = own(own);
            String path = normal(own.path());
            if (own.match() == PathMatch.Exact) {
                table.exact(path, location);
            } else {
                table.prefix(path, location);
            }
        }
        return table;
    }

    /** Normalises a configured path in the same way as the paths of requests. */
    private static String normal(String path) {
        try {
            return NormalPath.of(path).text();
        } catch (BadMessage malformed) {
            return path;
        }
    }

    private WebLocation own(io.zimbraproxy.crds.spec.Location own) {
        Duration readTime = own.readTimeout() == null ? spec.timeouts().httpRead() : own.readTimeout();
        long maxBody = own.maxBodyBytes() == null ? spec.http().maxBodyBytes() : own.maxBodyBytes();
        WebLocation location = WebLocation.of(PoolRule.always(named(own.pool())), readTime, maxBody);
        if (own.routing() == Routing.Balanced) {
            location = location.balanced();
        }
        return own.stripPrefix() ? location.withStrippedPrefix(own.path().length()) : location;
    }

    private Pool named(String name) {
        return all.named(name).orElseGet(() -> Pool.empty(name));
    }

    private WebLocation to(PoolRule rule) {
        return WebLocation.of(rule, spec.timeouts().httpRead(), spec.http().maxBodyBytes());
    }

    private static boolean isDrive(String path) {
        int drive = path.indexOf("/service/extension/drive/");
        return drive >= 0 && path.indexOf('/', drive + "/service/extension/drive/".length()) >= 0;
    }
}
