package io.zimbraproxy.proxy.it.replay;

import java.util.Map;
import java.util.Optional;

/**
 * Cache commands of a login that comes after a case, on the same connection to the cache: once it is through, so is everything
 * the case had to say to the cache.
 */
final class CacheBarrier {
    private final Map<String, String> replies;

    private CacheBarrier(Map<String, String> replies) {
        this.replies = replies;
    }

    static CacheBarrier none() {
        return new CacheBarrier(Map.of());
    }

    /** For the login of this user, who is found in the cache. */
    static CacheBarrier of(String user, String client, String protocol, String route) {
        String key = Placeholders.sha256("route:proto=" + protocol + ";user=" + user);
        String logins = Placeholders.sha256("throttle:user=" + user);
        return new CacheBarrier(Map.of(
                "get " + logins + "\r\n",
                "END\r\n",
                "incr " + logins + " 1\r\n",
                "1\r\n",
                "get " + Placeholders.sha256("alias:user=" + user + ";ip=" + client) + "\r\n",
                "END\r\n",
                "get " + key + "\r\n",
                "VALUE " + key + " 0 " + route.length() + "\r\n" + route + "\r\nEND\r\n"));
    }

    /** The reply to its own commands. */
    Optional<String> reply(String command) {
        return Optional.ofNullable(replies.get(command));
    }
}
