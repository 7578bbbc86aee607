package io.zimbraproxy.proxy.route.cache;

import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.route.CachedUnder;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Routes and aliases in a shared cache: in which order they are asked for, added and dropped (facts, sections 3.6, 3.7). */
public final class SharedRoutes implements AutoCloseable {
    private final SharedCache cache;
    private final KeyIndex index;

    public SharedRoutes(SharedCache cache) {
        this.cache = cache;
        index = new KeyIndex(cache);
    }

    /** The route of this request if the cache knows it. The stage never fails. */
    public CompletionStage<Optional<RouteResult.Found>> find(RouteRequest request) {
        if (request.method() == RouteRequest.Method.ZIMBRA_ID) {
            return route(request, request.user(), null);
        }
        String aliasKey = CacheKeys.alias(request, request.user().text());
        return cache.get(aliasKey).thenCompose(alias -> {
            Optional<UserName> account = alias.flatMap(UserName::of);
            return route(request, account.orElse(request.user()), aliasKey);
        });
    }

    private CompletionStage<Optional<RouteResult.Found>> route(
            RouteRequest request, UserName account, String aliasKey) {
        String routeKey = CacheKeys.route(request, account);
        return cache.get(routeKey).thenApply(value -> value.flatMap(text -> parse(text, account))
                .map(route -> new RouteResult.Found(route, true, false, new CachedUnder(aliasKey, routeKey), null)));
    }

    /** {@code ip:port} or {@code [ip6]:port}; anything else is no route, whoever wrote it. */
    private static Optional<Route> parse(String value, UserName account) {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || value.length() > 64 || !value.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        String host = value.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String address = bracketed ? host.substring(1, host.length() - 1) : host;
        int port = Integer.parseInt(value.substring(colon + 1));
        boolean valid = bracketed ? NetUtil.isValidIpV6Address(address) : NetUtil.isValidIpV4Address(address);
        return valid && port > 0 && port < 65536 ? Optional.of(new Route(address, port, account)) : Optional.empty();
    }

    /** Keeps the answer of a lookup handler; gives it back with the keys it is kept under. */
    public RouteResult.Found remember(RouteRequest request, RouteResult.Found found) {
        Route route = found.route();
        String aliasKey = null;
        if (found.aliasAllowed() && request.method() == RouteRequest.Method.USERNAME) {
            aliasKey = CacheKeys.alias(
                    request, aliasFor(request.user().text(), route.account().text()));
            cache.add(aliasKey, route.account().text());
        }
        String routeKey = CacheKeys.route(request, route.account());
        List<String> noted = new ArrayList<>();
        if (aliasKey != null) {
            noted.add(aliasKey);
        }
        if (request.method() == RouteRequest.Method.USERNAME && !route.account().qualified()) {
            noted.add(routeKey);
        }
        index.note(route.account(), noted);
        // A name would be no route for Zimbra's proxies, which take addresses only.
        if (NetUtil.isValidIpV4Address(route.host()) || NetUtil.isValidIpV6Address(route.host())) {
            cache.add(routeKey, route.hostAndPort());
        }
        return new RouteResult.Found(route, false, found.aliasAllowed(), new CachedUnder(aliasKey, routeKey), null);
    }

    /** A login that is the account's own name stands for its bare form. */
    private static String aliasFor(String login, String account) {
        int at = account.indexOf('@');
        return login.equals(account) && at > 0 ? account.substring(0, at) : login;
    }

    /** Drops what a route is kept under. */
    public void forget(CachedUnder keys) {
        if (keys.aliasKey() != null) {
            cache.delete(keys.aliasKey());
        }
        cache.delete(keys.routeKey());
    }

    @Override
    public void close() {
        cache.close();
    }
}
