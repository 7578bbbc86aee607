package io.zimbraproxy.proxy.it.replay;

import java.util.Map;
import java.util.Optional;

/**
 * Cache commands of a login after a case, on the same connection to the cache. Once the login is complete, the cache has
 * received all commands of the case.
 */
final class CacheBarrier {
    private final Map<String, String> replies;

    private CacheBarrier(Map<String, String> replies) {
        this.replies = replies;
    }

    static CacheBarrier none() {
        return new CacheBarrier(Map.of());
    }

    /** Commands of the login of this user, whose route is in the cache. */
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

    /** Returns the reply to a command of the login, or empty for another command. */
    Optional<String> reply(String command) {
        return Optional.ofNullable(replies.get(command));
    }
}
