package io.zimbraproxy.proxy.route;

/**
 * A question for a route.
 *
 * @param method what {@code user} is
 * @param protocol how the mailbox server will be spoken to
 * @param peer who asks, and where
 * @param webHost Host header of a web request; null for mail
 */
public record RouteRequest(Method method, UserName user, UpstreamProtocol protocol, ClientPeer peer, String webHost) {

    /** A question for the login of a mail client. */
    public static RouteRequest ofMail(UserName user, UpstreamProtocol protocol, ClientPeer peer) {
        return new RouteRequest(Method.USERNAME, user, protocol, peer, null);
    }

    /** What a route is asked by; the names are those of the lookup protocol (facts, section 2.2). */
    public enum Method {
        USERNAME("username"),
        ZIMBRA_ID("zimbraId");

        private final String wireName;

        Method(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * The key under which the answer is kept: equal for all requests that must get the same answer. A bare name may mean
     * another account for another client address or host (facts, section 2.5).
     */
    public String cacheKey() {
        String base = protocol.wireName() + ';' + method.wireName() + ';' + user.text();
        if (method == Method.ZIMBRA_ID || user.qualified()) {
            return base;
        }
        return base + '@' + (webHost == null ? peer.address() + ';' + peer.proxyAddress() : webHost);
    }
}
