package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in answers that lead to a mailbox server, or to this site without its TLS or port, become addresses of this
 * proxy (facts, section 7.6): the server does not know how its clients came, and they cannot reach it.
 */
final class PublicUrl {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?)://([^/?#:\\[]+|\\[[^]]*])(?::([0-9]{1,5}))?(.*)", Pattern.DOTALL);

    private PublicUrl() {}

    /** The address for the client. */
    static String of(String url, ReceivedRequest arrival, Peer peer, Pools pools) {
        Matcher target = ABSOLUTE.matcher(url);
        if (!target.matches()) {
            return url;
        }
        String name = target.group(2).replace("[", "").replace("]", "");
        int port = target.group(3) == null ? -1 : Integer.parseInt(target.group(3));
        boolean self = name.equalsIgnoreCase(arrival.host().name()) && (port < 0 || port == peer.port());
        return self || pools.hasServer(name, port)
                ? arrival.scheme() + "://" + arrival.host().text() + target.group(4)
                : url;
    }
}
