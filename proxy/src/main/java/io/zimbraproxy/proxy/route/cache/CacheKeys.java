package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UserName;

/** The logical keys of a request's routes and aliases, as Zimbra's proxy has them (facts, section 3.1). */
public final class CacheKeys {
    private CacheKeys() {}

    /**
     * The key of the route of an account, as it is written, which for a request by name may be bare. A request by id is found by the id it
     * asks for, whatever the handler calls the account.
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

    /** The key of what a login, as it is written, stands for; where it was typed counts. */
    static String alias(RouteRequest request, String login) {
        return "alias:user=" + login
                + (request.webHost() == null ? ";ip=" + request.peer().address() : ";vhost=" + request.webHost());
    }
}
