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

/** Something that a reload does, in the order it is done in; what is not done leaves what was there in service. */
public enum Operation {
    /** Handshakes are made with other certificates or rules. */
    RENEW_TLS,
    /** Routes in memory are forgotten, as they are kept by other rules. */
    REPLACE_LOCAL_CACHE,
    /** The cache in common with others is another one. */
    REPLACE_SHARED_CACHE,
    /** Other handlers are asked, or in another way. */
    REPLACE_LOOKUP,
    /** Servers come and go; those that stay keep their state. */
    RENEW_POOLS,
    /** Keys are forgotten by the names and ports they may have. */
    RENEW_PURGE,
    /** Limits apply from now on; what was counted stays counted. */
    RENEW_GUARDS,
    /** New connections are served by the new configuration; ports are opened and closed. */
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
