package io.zimbraproxy.proxy.route;

import java.time.Duration;

/** The answer to a {@link RouteRequest}. */
public sealed interface RouteResult {
    /** The kind of answer, for metrics: {@code found}, {@code refused} or {@code unavailable}. */
    String outcome();

    /**
     * The route.
     *
     * @param cached whether a cache knew it: it may be out of date
     * @param aliasAllowed whether the login may be remembered as a name of the account
     * @param keys what it is kept under in the shared cache; null when there is none
     * @param grant null unless a token was asked for
     */
    record Found(Route route, boolean cached, boolean aliasAllowed, CacheKeyPair keys, AuthGrant grant)
            implements RouteResult {
        /** The same, as a cache gives it. */
        public Found fromCache() {
            return cached ? this : new Found(route, true, aliasAllowed, keys, grant);
        }

        @Override
        public String outcome() {
            return "found";
        }
    }

    /**
     * The lookup handler says no.
     *
     * @param reason its words, printable; never for the client
     * @param delay how long the client should wait for its answer
     */
    record Refused(String reason, Duration delay) implements RouteResult {
        @Override
        public String outcome() {
            return "refused";
        }

        /** True when the client's address may not use this domain: web clients are told so (facts, section 2.4). */
        public boolean deniedByDomain() {
            return reason.contains("is not allowed on this domain");
        }
    }

    /** No handler gave a usable answer; {@code why} says what happened to each, printable. */
    record Unavailable(String why) implements RouteResult {
        @Override
        public String outcome() {
            return "unavailable";
        }
    }
}
