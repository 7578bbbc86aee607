package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.util.List;

/**
 * Settings of the proxy for recorded cases. A process takes seconds to start, so cases with different settings share one if
 * their settings do not affect each other.
 */
enum ReplaySetup {
    PLAIN,
    UPSTREAM_TLS,
    CACHE_FAULTS,
    NO_CACHE,
    /**
     * Short time-outs for silent clients and servers. There are two lookup handlers, of which the second is down in cases with
     * one handler, and two caches, of which the second is down.
     */
    SHORT_TIMES,
    /** No IMAP ID, no XOIP, no relayed errors of mailbox servers, and two connections per address. */
    TERSE,
    /** One login per account, one IMAP connection per address. */
    LIMITS,
    VERSION,
    /** Listeners with pools of their own, see {@link WebPorts}. */
    WEB;

    static ReplaySetup of(RecordedCase recorded) {
        if (recorded.setting("expose_version", "false").equals("true")) {
            return VERSION;
        }
        if (recorded.setting("send_imap_id", "true").equals("false")
                || recorded.setting("send_xoip", "true").equals("false")
                || recorded.setting("pass_errors", "true").equals("false")
                || recorded.setting("login_limit_ip", "").equals("2")) {
            return TERSE;
        }
        if (recorded.settings().keySet().stream().anyMatch(key -> key.startsWith("login_limit"))) {
            return LIMITS;
        }
        if (recorded.settings().keySet().stream().anyMatch(key -> key.endsWith("idle_s"))
                || recorded.setting("lookup_handlers", "1").equals("2")
                || recorded.setting("cache_servers", "1").equals("2")) {
            return SHORT_TIMES;
        }
        if (recorded.settings().containsKey("cache_timeout_s")
                || recorded.setting("cache", "").equals("refuses")) {
            return CACHE_FAULTS;
        }
        if (recorded.setting("lookup_caching", "true").equals("false")) {
            return NO_CACHE;
        }
        if (recorded.setting("ssl_to_upstream", "false").equals("true")) {
            return UPSTREAM_TLS;
        }
        return recorded.protocol().equals("http") ? WEB : PLAIN;
    }

    /** Returns the manifest of the proxy between these peers. */
    Manifest manifest(ScriptedPeers peers, StartTlsPorts ports, WebPorts webPorts) {
        String handler = "http://" + peers.address("lookup") + ':' + ScriptedPeers.LOOKUP_PORT;
        String handler2 = "http://" + peers.address("lookup2") + ':' + ScriptedPeers.LOOKUP_PORT;
        WebServers webServers =
                this == UPSTREAM_TLS ? new WebServers("mailclient", List.of("backend7")) : WebServers.USUAL;
        Manifest manifest = ports.in(Manifest.sixPorts())
                .noStartTls()
                .forgiving()
                .handlers(this == SHORT_TIMES ? handler + ", " + handler2 : handler)
                .retryAfter("1ms")
                .pool(webServers.in(peers))
                .with("timeouts: {authFailureDelay: 10ms, " + times() + "}")
                .with("imap: {exposeVersion: " + (this == VERSION) + "}")
                .with("pop3: {exposeVersion: " + (this == VERSION)
                        + ", capabilities: [TOP, USER, UIDL, EXPIRE 31 USER, XOIP]}")
                .with("routeCache: {notFoundTtl: 0s, local: {ttl: 1ms}" + memcached(peers) + "}");
        return switch (this) {
            case UPSTREAM_TLS -> manifest.upstreamTls();
            case TERSE ->
                manifest.upstream("sendImapId: false")
                        .upstream("passErrors: false")
                        .upstream("sendPop3Xoip: false")
                        .with("throttle: {ip: {limit: 2}, exempt: [" + peers.unlimited() + "]}");
            case LIMITS ->
                manifest.with("throttle: {ip: {limit: 3}, imapIp: {limit: 1}, user: {limit: 1}, exempt: ["
                        + peers.unlimited() + "]}");
            case WEB -> webPorts.in(manifest, peers);
            default -> manifest;
        };
    }

    /** Returns the time-outs for silent peers. They are long, for busy machines, unless the cases need short ones. */
    private String times() {
        return this == SHORT_TIMES
                ? "mailConnect: 1s, preAuthIdle: 1s, imapIdle: 1s, pop3Idle: 1s"
                : "mailConnect: 3s, preAuthIdle: 3s";
    }

    private String memcached(ScriptedPeers peers) {
        if (this == NO_CACHE) {
            return "";
        }
        String first = peers.address("cache") + ':' + ScriptedPeers.CACHE_PORT;
        String second = peers.address("cache2") + ':' + ScriptedPeers.CACHE_PORT;
        return ", memcached: {servers: [" + (this == SHORT_TIMES ? first + ", " + second : first)
                + "], reconnectInterval: " + (stopsUsingFailedCaches() ? "60s" : "1s") + "}";
    }

    /** Returns whether the proxy stops using a cache after a time-out for the rest of the cases. */
    boolean stopsUsingFailedCaches() {
        return this == CACHE_FAULTS || this == SHORT_TIMES;
    }

    /** Returns whether all caches reply, which {@link CacheBarrier} needs. */
    boolean cacheReplies() {
        return this != CACHE_FAULTS && this != NO_CACHE;
    }
}
