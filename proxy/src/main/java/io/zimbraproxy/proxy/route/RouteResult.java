package io.zimbraproxy.proxy.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of a {@link RouteRequest}. */
public sealed interface RouteResult {
    /** Returns the metric label: {@code found}, {@code refused} or {@code unavailable}. */
    String outcome();

    /**
     * A route.
     *
     * @param cached whether the route comes from a cache, so that it may be outdated
     * @param aliasAllowed whether caches may keep the login as an alias of the account
     * @param keys the keys in the shared cache; null if there is no shared cache
     * @param grant the token; null if none was requested
     */
    record Found(
            Route route,
            boolean cached,
            boolean aliasAllowed,
            @Nullable CacheKeyPair keys,
            @Nullable AuthGrant grant) implements RouteResult {
        /** Returns the same route, marked as cached. */
        public Found fromCache() {
            return cached ? this : new Found(route, true, aliasAllowed, keys, grant);
        }

        @Override
        public String outcome() {
            return "found";
        }
    }

    /**
     * The refusal of a lookup handler.
     *
     * @param reason text of the handler, printable; must not be sent to the client
     * @param delay of the reply to the client
     */
    record Refused(String reason, Duration delay) implements RouteResult {
        @Override
        public String outcome() {
            return "refused";
        }

        /** Returns whether the client's address may not use this domain. Web clients get a response of their own then. */
        public boolean deniedByDomain() {
            return reason.contains("is not allowed on this domain");
        }
    }

    /** The failure of all handlers; {@code why} is printable and has the reason of each. */
    record Unavailable(String why) implements RouteResult {
        @Override
        public String outcome() {
            return "unavailable";
        }
    }
}
