package io.zimbraproxy.proxy.reload;

import static io.zimbraproxy.proxy.reload.Part.CERTIFICATES;
import static io.zimbraproxy.proxy.reload.Part.CLIENT_CERTIFICATES;
import static io.zimbraproxy.proxy.reload.Part.DOMAINS;
import static io.zimbraproxy.proxy.reload.Part.HOSTNAME;
import static io.zimbraproxy.proxy.reload.Part.LISTENERS;
import static io.zimbraproxy.proxy.reload.Part.LOCAL_CACHE;
import static io.zimbraproxy.proxy.reload.Part.LOOKUP;
import static io.zimbraproxy.proxy.reload.Part.SHARED_CACHE;
import static io.zimbraproxy.proxy.reload.Part.THROTTLE;
import static io.zimbraproxy.proxy.reload.Part.TIMEOUTS;
import static io.zimbraproxy.proxy.reload.Part.TLS_POLICY;
import static io.zimbraproxy.proxy.reload.Part.UPSTREAM;

import java.util.EnumSet;
import java.util.Set;

/** A step of a reload, in the order of execution. A step that is left out keeps what was in service. */
public enum Operation {
    /** New handshakes use other certificates or other rules. */
    RENEW_TLS,
    /** The local route cache is replaced by an empty one with other settings. */
    REPLACE_LOCAL_CACHE,
    /** The shared cache is replaced. */
    REPLACE_SHARED_CACHE,
    /** The lookup handlers are replaced. */
    REPLACE_LOOKUP,
    /** The upstream pools are rebuilt; servers that stay keep their state. */
    RENEW_POOLS,
    /** A purge covers other host names and ports. */
    RENEW_PURGE,
    /** New limits apply; counts stay. */
    RENEW_GUARDS,
    /** Ports are opened and closed, and new connections use the new configuration. */
    RENEW_HANDLERS;

    private Set<Part> causes() {
        return switch (this) {
            case RENEW_TLS -> EnumSet.of(TLS_POLICY, CERTIFICATES, CLIENT_CERTIFICATES, DOMAINS, TIMEOUTS);
            case REPLACE_LOCAL_CACHE -> EnumSet.of(LOCAL_CACHE);
            case REPLACE_SHARED_CACHE -> EnumSet.of(SHARED_CACHE);
            case REPLACE_LOOKUP -> EnumSet.of(LOOKUP);
            case RENEW_POOLS -> EnumSet.of(UPSTREAM);
            case RENEW_PURGE -> EnumSet.of(SHARED_CACHE, LOCAL_CACHE, HOSTNAME, DOMAINS, LISTENERS);
            case RENEW_GUARDS -> EnumSet.of(THROTTLE, DOMAINS, SHARED_CACHE, TIMEOUTS);
            case RENEW_HANDLERS -> EnumSet.complementOf(EnumSet.of(CERTIFICATES));
        };
    }

    boolean neededFor(Set<Part> changed) {
        return changed.stream().anyMatch(causes()::contains);
    }
}
