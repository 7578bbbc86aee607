package io.zimbraproxy.proxy.route.cache;

import io.netty.util.NetUtil;
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

/** Routes and aliases in a shared cache: in which order they are asked for, added and dropped (facts, sections 3.6, 3.7). */
public final class SharedRoutes implements AutoCloseable {
    private final SharedCache cache;
    private final KeyIndex index;

    public SharedRoutes(SharedCache cache) {
        this.cache = cache;
        index = new KeyIndex(cache);
    }

    /**
     * What the cache knows of a request.
     *
     * @param route empty when it knows none
     * @param alias whether it knows the login as a name of an account
     */
    public record Known(Optional<RouteResult.Found> route, boolean alias) {}

    /** What the cache knows. The stage never fails. */
    public CompletionStage<Known> find(RouteRequest request) {
        if (request.method() == RouteRequest.Method.ZIMBRA_ID) {
            return route(request, request.written(), null).thenApply(route -> new Known(route, false));
        }
        String aliasKey = CacheKeys.alias(request, request.written());
        return cache.get(aliasKey).thenCompose(value -> {
            Optional<String> account = value.flatMap(MailEscape::check);
            return route(request, account.orElse(request.written()), aliasKey)
                    .thenApply(route -> new Known(route, account.isPresent()));
        });
    }

    private CompletionStage<Optional<RouteResult.Found>> route(RouteRequest request, String account, String aliasKey) {
        String routeKey = CacheKeys.route(request, account);
        return cache.get(routeKey).thenApply(value -> value.flatMap(text -> parse(text, request, account))
                .map(route -> new RouteResult.Found(route, true, false, new CacheKeyPair(aliasKey, routeKey), null)));
    }

    /** {@code ip:port} or {@code [ip6]:port}; anything else is no route, whoever wrote it. */
    private static Optional<Route> parse(String value, RouteRequest request, String account) {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || value.length() > 64 || !value.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        String host = value.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String address = bracketed ? host.substring(1, host.length() - 1) : host;
        int port = Integer.parseInt(value.substring(colon + 1));
        boolean valid = bracketed ? NetUtil.isValidIpV6Address(address) : NetUtil.isValidIpV4Address(address);
        return valid && port > 0 && port < 65536
                ? request.read(account).map(name -> new Route(address, port, name, account))
                : Optional.empty();
    }

    /**
     * Keeps the answer of a lookup handler; gives it back with the keys it is kept under.
     *
     * @param aliasKnown what {@link Known#alias} said
     */
    public RouteResult.Found remember(RouteRequest request, RouteResult.Found found, boolean aliasKnown) {
        Route route = found.route();
        List<String> noted = new ArrayList<>();
        String aliasKey = null;
        if (request.method() == RouteRequest.Method.USERNAME) {
            String login = aliasFor(request.written(), route.written());
            boolean alias = found.aliasAllowed() && !aliasKnown && !login.equals(route.written());
            // After a refused password it is dropped whether or not it was added (facts, section 3.7).
            aliasKey = CacheKeys.alias(request, alias ? login : request.written());
            if (alias) {
                cache.add(aliasKey, route.written());
                noted.add(aliasKey);
            }
        }
        String routeKey = CacheKeys.route(request, route.written());
        // A name would be no route for Zimbra's proxies, which take addresses only.
        if (NetUtil.isValidIpV4Address(route.host()) || NetUtil.isValidIpV6Address(route.host())) {
            cache.add(routeKey, route.hostAndPort());
            if (request.method() == RouteRequest.Method.USERNAME && !UserName.qualified(route.written())) {
                noted.add(routeKey);
            }
        }
        index.note(route.account(), noted);
        return new RouteResult.Found(route, false, found.aliasAllowed(), new CacheKeyPair(aliasKey, routeKey), null);
    }

    /** A login that is the account's own name stands for its bare form. */
    private static String aliasFor(String login, String account) {
        int at = account.indexOf('@');
        return login.equals(account) && at > 0 ? account.substring(0, at) : login;
    }

    /** Drops what a route is kept under. */
    public void forget(CacheKeyPair keys) {
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
