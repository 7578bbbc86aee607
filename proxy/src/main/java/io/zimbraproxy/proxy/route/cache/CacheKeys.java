package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UserName;

/** Logical keys of routes and aliases, the same as in Zimbra's nginx. */
public final class CacheKeys {
    private CacheKeys() {}

    /**
     * Returns the key of a route. A request by id has the requested id in its key, whatever account name the handler returns.
     *
     * @param account encoded name; it may lack a domain
     */
    static String route(RouteRequest request, String account) {
        String protocol = "route:proto=" + request.protocol().wireName();
        if (request.method() == RouteRequest.Method.ZIMBRA_ID) {
            return protocol + ';' + request.audience().keyPart() + "id="
                    + request.user().text();
        }
        return protocol + ";user="
                + (UserName.qualified(account)
                        ? account
                        : account + '@' + request.peer().address());
    }

    /** Returns the key of an alias. It depends on the client's address, or on the web host. {@code login} is encoded. */
    static String alias(RouteRequest request, String login) {
        return "alias:user=" + login
                + (request.webHost() == null ? ";ip=" + request.peer().address() : ";vhost=" + request.webHost());
    }
}
