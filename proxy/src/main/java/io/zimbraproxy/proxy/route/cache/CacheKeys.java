package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;

/** The logical keys of a request's routes and aliases, as Zimbra's proxy has them (facts, section 3.1). */
final class CacheKeys {
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

    /**
     * Zimbra's choice of a memcached server for a logical key: the one-at-a-time hash in 64 bits, modulo the number of
     * servers (facts, section 3.5).
     */
    static int server(String key, int count) {
        long hash = 0;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash += b & 0xff;
            hash += hash << 10;
            hash ^= hash >>> 6;
        }
        hash += hash << 3;
        hash ^= hash >>> 11;
        hash += hash << 15;
        return (int) Long.remainderUnsigned(hash, count);
    }
}
