package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.upstream.Peer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redirects of a mailbox server to itself become redirects to this proxy (facts, section 7.6): the server does not know
 * that its clients came by TLS, or on another port.
 */
final class LocationRule {
    private static final Pattern ABSOLUTE = Pattern.compile("(https?)://([^/?#:\\[]+|\\[[^]]*])(?::([0-9]{1,5}))?(.*)");

    private LocationRule() {}

    /**
     * The location for the client.
     *
     * @param scheme by which the client came
     * @param host for which it asked
     */
    static String rewrite(String location, String scheme, HostHeader host, Peer peer) {
        Matcher target = ABSOLUTE.matcher(location);
        if (!target.matches()) {
            return location;
        }
        String name = target.group(2);
        boolean self =
                name.equalsIgnoreCase(host.name()) || name.equalsIgnoreCase(peer.host()) || name.equals(peer.ipText());
        boolean usualPort = target.group(3) == null || Integer.parseInt(target.group(3)) == peer.port();
        return self && usualPort ? scheme + "://" + host.text() + target.group(4) : location;
    }
}
