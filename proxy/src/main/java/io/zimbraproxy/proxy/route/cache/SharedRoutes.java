package io.zimbraproxy.proxy.route.cache;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.route.CacheKeyPair;
import io.zimbraproxy.proxy.route.MailEscape;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Routes and aliases in the shared cache. Reads, adds and deletes them in the same order as Zimbra's nginx. Safe for all threads; never
 * blocks.
 */
public final class SharedRoutes {
    /** The longest {@code [ipv6]:port}, with some reserve. */
    private static final int MAX_CHARS = 64;

    private final SharedCache cache;
    private final KeyIndex index;

    public SharedRoutes(SharedCache cache) {
        this.cache = cache;
        index = new KeyIndex(cache);
    }

    /**
     * The cache entries for a request.
     *
     * @param route the route, if there is one
     * @param alias whether the login is stored as an alias of an account
     */
    public record Known(Optional<RouteResult.Found> route, boolean alias) {}

    /** Reads the cache entries for a request. The stage never fails. */
    public CompletionStage<Known> find(RouteRequest request) {
        if (request.method() == RouteRequest.Method.ZIMBRA_ID) {
            return route(request, request.encodedUser(), null).thenApply(route -> new Known(route, false));
        }
        String aliasKey = CacheKeys.alias(request, request.encodedUser());
        return cache.get(aliasKey).thenCompose(value -> {
            Optional<String> account = value.flatMap(MailEscape::check);
            return route(request, account.orElse(request.encodedUser()), aliasKey)
                    .thenApply(route -> new Known(route, account.isPresent()));
        });
    }

    private CompletionStage<Optional<RouteResult.Found>> route(
            RouteRequest request, String account, @Nullable String aliasKey) {
        String routeKey = CacheKeys.route(request, account);
        return cache.get(routeKey).thenApply(value -> value.flatMap(text -> parse(text, request, account))
                .map(route -> new RouteResult.Found(route, true, false, new CacheKeyPair(aliasKey, routeKey), null)));
    }

    /** Reads {@code ipv4:port} or {@code [ipv6]:port}. Every other text is ignored. */
    private static Optional<Route> parse(String value, RouteRequest request, String account) {
        return value.length() > MAX_CHARS
                ? Optional.empty()
                : HostPort.parse(value)
                        .filter(server -> isAddress(server.host()))
                        .flatMap(server -> request.decode(account)
                                .map(name -> new Route(server.host(), server.port(), name, account)));
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    /**
     * Stores a route from a lookup handler. Returns it with its keys.
     *
     * @param aliasKnown the value of {@link Known#alias} for this request
     */
    public RouteResult.Found remember(RouteRequest request, RouteResult.Found found, boolean aliasKnown) {
        Route route = found.route();
        List<String> listed = new ArrayList<>();
        String aliasKey = null;
        if (request.method() == RouteRequest.Method.USERNAME) {
            String login = aliasFor(request.encodedUser(), route.encodedAccount());
            boolean alias = found.aliasAllowed() && !aliasKnown && !login.equals(route.encodedAccount());
            // After a refused password, the alias is deleted whether or not it was added, as in Zimbra's nginx.
            aliasKey = CacheKeys.alias(request, alias ? login : request.encodedUser());
            if (alias) {
                cache.add(aliasKey, route.encodedAccount());
                listed.add(aliasKey);
            }
        }
        String routeKey = CacheKeys.route(request, route.encodedAccount());
        // Zimbra's nginx reads only routes with IP addresses.
        if (isAddress(route.host())) {
            cache.add(routeKey, route.hostAndPort());
            if (request.method() == RouteRequest.Method.USERNAME && !UserName.qualified(route.encodedAccount())) {
                listed.add(routeKey);
            }
        }
        index.add(route.account(), listed);
        return new RouteResult.Found(route, false, found.aliasAllowed(), new CacheKeyPair(aliasKey, routeKey), null);
    }

    /** Returns the alias for a login. For the account's own name, that is the name without its domain. */
    private static String aliasFor(String login, String account) {
        int at = account.indexOf('@');
        return login.equals(account) && at > 0 ? account.substring(0, at) : login;
    }

    /** Deletes a route and its alias. */
    public void forget(CacheKeyPair keys) {
        if (keys.aliasKey() != null) {
            cache.delete(keys.aliasKey());
        }
        cache.delete(keys.routeKey());
    }
}
