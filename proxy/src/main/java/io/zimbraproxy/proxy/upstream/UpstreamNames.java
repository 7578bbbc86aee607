package io.zimbraproxy.proxy.upstream;

import java.net.InetSocketAddress;

/** The host names of mailbox servers. Lookup handlers return IP addresses, but certificates hold host names. */
@FunctionalInterface
public interface UpstreamNames {
    /**
     * Returns the address to connect to. For an IP address, it holds the host name if one is known, so that the
     * certificate can be checked against the name. A host name stays unresolved.
     */
    InetSocketAddress address(String host, int port);
}
