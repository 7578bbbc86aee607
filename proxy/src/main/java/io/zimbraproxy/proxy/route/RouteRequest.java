package io.zimbraproxy.proxy.route;

import io.zimbraproxy.proxy.net.ClientPeer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a route.
 *
 * @param method what {@code user} is
 * @param protocol the protocol of the connection to the mailbox server
 * @param peer addresses of the client and of the proxy
 * @param webHost Host header of a web request; null for mail
 * @param audience the kind of web client; users for mail
 * @param delegation the proxy's own credentials if the request asks for an authentication token; else null
 */
public record RouteRequest(
        Method method,
        UserName user,
        UpstreamProtocol protocol,
        ClientPeer peer,
        @Nullable String webHost,
        Audience audience,
        @Nullable Delegation delegation) {

    /** Creates the request for the login of a mail client. */
    public static RouteRequest ofMail(UserName user, UpstreamProtocol protocol, ClientPeer peer) {
        return new RouteRequest(Method.USERNAME, user, protocol, peer, null, Audience.USERS, null);
    }

    /** Creates the request for a route and a token, for a mail client that has authenticated with Kerberos. */
    public static RouteRequest ofTicket(
            UserName user, UpstreamProtocol protocol, ClientPeer peer, Delegation delegation) {
        return new RouteRequest(Method.GSSAPI, user, protocol, peer, null, Audience.USERS, delegation);
    }

    /** Creates the request for a token, for a web client that has authenticated with a certificate. */
    public static RouteRequest ofCertificate(
            UserName subject, ClientPeer peer, String webHost, Audience audience, Delegation delegation) {
        return new RouteRequest(
                Method.CERTIFICATE, subject, UpstreamProtocol.HTTP, peer, webHost, audience, delegation);
    }

    /** Creates the request for a web request. */
    public static RouteRequest ofWeb(
            Method method,
            UserName user,
            UpstreamProtocol protocol,
            ClientPeer peer,
            String webHost,
            Audience audience) {
        return new RouteRequest(method, user, protocol, peer, webHost, audience, null);
    }

    /** The kind of the {@code user} field; the names are those of the lookup protocol. */
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

        /** Returns whether results may be cached. Results with tokens may not. */
        public boolean cacheable() {
            return this == USERNAME || this == ZIMBRA_ID;
        }
    }

    /** Returns the user as lookup handlers and caches write it. */
    public String encodedUser() {
        return webHost == null ? MailEscape.escape(user.text()) : user.text();
    }

    /** Decodes a name that a lookup handler or a cache has written; empty if it is not a valid name. */
    public Optional<UserName> decode(String encoded) {
        return webHost == null ? MailEscape.unescape(encoded) : UserName.of(encoded);
    }

    /**
     * Returns the key of the local cache. It is equal for all requests that have the same result. A name without a domain may be another
     * account for another client address or host.
     */
    public String cacheKey() {
        String base = protocol.wireName() + ';' + audience.keyPart() + method.wireName() + ';' + user.text();
        if (method == Method.ZIMBRA_ID || user.qualified()) {
            return base;
        }
        return base + '@' + (webHost == null ? peer.address() + ';' + peer.proxyAddress() : webHost);
    }
}
