package io.zimbraproxy.proxy.it;

import io.zimbraproxy.proxy.recorded.RecordedCase;

/** Settings of the proxy that cases were recorded with; cases that have them in common share a process. */
enum ReplaySetup {
    PLAIN,
    UPSTREAM_TLS,
    ADMIN_CONSOLE,
    TWO_HANDLERS,
    CACHE_FAULTS,
    TWO_CACHES,
    NO_CACHE;

    static ReplaySetup of(RecordedCase recorded) {
        if (recorded.setting("cache_servers", "1").equals("2")) {
            return TWO_CACHES;
        }
        if (recorded.settings().containsKey("cache_timeout_s")
                || recorded.setting("cache", "").equals("refuses")) {
            return CACHE_FAULTS;
        }
        if (recorded.setting("lookup_caching", "true").equals("false")) {
            return NO_CACHE;
        }
        if (recorded.setting("upstream", "").equals("admin")) {
            return ADMIN_CONSOLE;
        }
        if (recorded.setting("ssl_to_upstream", "false").equals("true")) {
            return UPSTREAM_TLS;
        }
        return recorded.setting("lookup_handlers", "1").equals("2") ? TWO_HANDLERS : PLAIN;
    }

    /** The proxy's manifest before these peers. */
    Manifest manifest(ScriptedPeers peers) {
        String handler = "http://" + peers.address("lookup") + ':' + ScriptedPeers.LOOKUP_PORT;
        String handler2 = "http://" + peers.address("lookup2") + ':' + ScriptedPeers.LOOKUP_PORT;
        String webServers = webServer(peers, "backend1") + ", " + webServer(peers, "backend2") + ", "
                + webServer(peers, "backend3");
        Manifest manifest = Manifest.sixPorts()
                .clearTextLogins()
                .forgiving()
                .handlers(this == TWO_HANDLERS ? handler + ", " + handler2 : handler)
                .retryAfter("1ms")
                .pool(webServers)
                // What a server or a client that says no more is given; long, for a machine that is busy.
                .with("timeouts: {authFailureDelay: 10ms, mailConnect: 3s, preAuthIdle: 3s}")
                .with("routeCache: {notFoundTtl: 0s, local: {ttl: 1ms}" + memcached(peers) + "}");
        return switch (this) {
            case UPSTREAM_TLS -> manifest.upstreamTls();
            case ADMIN_CONSOLE -> manifest.adminConsole(webServers);
            default -> manifest;
        };
    }

    private static String webServer(ScriptedPeers peers, String name) {
        return "{host: " + peers.address(name) + ", httpPort: " + ScriptedPeers.HTTP_PORT + ", httpsPort: "
                + ScriptedPeers.HTTP_PORT + "}";
    }

    private String memcached(ScriptedPeers peers) {
        if (this == NO_CACHE) {
            return "";
        }
        String first = peers.address("cache") + ':' + ScriptedPeers.CACHE_PORT;
        String second = peers.address("cache2") + ':' + ScriptedPeers.CACHE_PORT;
        return ", memcached: {servers: [" + (this == TWO_CACHES ? first + ", " + second : first)
                + "], reconnectInterval: " + (this == CACHE_FAULTS || this == TWO_CACHES ? "60s" : "1s") + "}";
    }

    /** Whether all caches answer, so that {@link CacheFence} works. */
    boolean cacheAnswers() {
        return this != CACHE_FAULTS && this != NO_CACHE;
    }
}
