package io.zimbraproxy.proxy.route;

import io.zimbraproxy.proxy.net.ClientPeer;
import java.util.Optional;

/**
 * A question for a route.
 *
 * @param method what {@code user} is
 * @param protocol how the mailbox server will be spoken to
 * @param peer who asks, and where
 * @param webHost Host header of a web request; null for mail
 * @param audience for whom; users for mail
 * @param delegation null unless a token is asked for
 */
public record RouteRequest(
        Method method,
        UserName user,
        UpstreamProtocol protocol,
        ClientPeer peer,
        String webHost,
        Audience audience,
        Delegation delegation) {

    /** A question for the login of a mail client. */
    public static RouteRequest ofMail(UserName user, UpstreamProtocol protocol, ClientPeer peer) {
        return new RouteRequest(Method.USERNAME, user, protocol, peer, null, Audience.USERS, null);
    }

    /** A question for a token with which a client logs in that has shown a Kerberos ticket. */
    public static RouteRequest ofTicket(
            UserName user, UpstreamProtocol protocol, ClientPeer peer, Delegation delegation) {
        return new RouteRequest(Method.GSSAPI, user, protocol, peer, null, Audience.USERS, delegation);
    }

    /** A question for a token with which a client logs in that has shown a certificate (facts, sections 2.2 and 8). */
    public static RouteRequest ofCertificate(
            UserName subject, ClientPeer peer, String webHost, Audience audience, Delegation delegation) {
        return new RouteRequest(
                Method.CERTIFICATE, subject, UpstreamProtocol.HTTP, peer, webHost, audience, delegation);
    }

    /** A question for a web request. */
    public static RouteRequest ofWeb(
            Method method,
            UserName user,
            UpstreamProtocol protocol,
            ClientPeer peer,
            String webHost,
            Audience audience) {
        return new RouteRequest(method, user, protocol, peer, webHost, audience, null);
    }

    /** What a route is asked by; the names are those of the lookup protocol (facts, section 2.2). */
    public enum Method {
        USERNAME("username"),
        ZIMBRA_ID("zimbraId"),
        GSSAPI("gssapi"),
        CERTIFICATE("certauth");

        private final String wireName;

        Method(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /** Whether answers may be kept: tokens may not. */
        public boolean cacheable() {
            return this == USERNAME || this == ZIMBRA_ID;
        }
    }

    /** The user as lookup handlers and caches write it. */
    public String written() {
        return webHost == null ? MailEscape.escape(user.text()) : user.text();
    }

    /** The name that such a text stands for; empty when it is none. */
    public Optional<UserName> read(String written) {
        return webHost == null ? MailEscape.unescape(written) : UserName.of(written);
    }

    /**
     * The key under which the answer is kept: equal for all requests that must get the same answer. A bare name may mean
     * another account for another client address or host (facts, section 2.5).
     */
    public String cacheKey() {
        String base = protocol.wireName() + ';' + audience.keyPart() + method.wireName() + ';' + user.text();
        if (method == Method.ZIMBRA_ID || user.qualified()) {
            return base;
        }
        return base + '@' + (webHost == null ? peer.address() + ';' + peer.proxyAddress() : webHost);
    }
}
