package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites URLs in responses that point to a mailbox server, or to this site with another scheme or port, so that they point to
 * the proxy. Clients cannot reach the server, and the server does not know the scheme and port they use.
 */
final class PublicUrl {
    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?)://([^/?#:\\[]+|\\[[^]]*])(?::([0-9]{1,5}))?(.*)", Pattern.DOTALL);

    private PublicUrl() {}

    /** Returns the URL for the client. */
    static String of(String url, ReceivedRequest received, Peer peer, Pools pools) {
        Matcher target = ABSOLUTE.matcher(url);
        if (!target.matches()) {
            return url;
        }
        String name = target.group(2).replace("[", "").replace("]", "");
        int port = target.group(3) == null ? -1 : Integer.parseInt(target.group(3));
        boolean self = name.equalsIgnoreCase(received.host().name()) && (port < 0 || port == peer.port());
        return self || pools.hasServer(name, port)
                ? received.scheme() + "://" + received.host().text() + target.group(4)
                : url;
    }
}
