package io.zimbraproxy.proxy.upstream;

import java.net.InetSocketAddress;

/**
 * Knows the names of mailbox servers: lookups answer with addresses, certificates hold names.
 */
@FunctionalInterface
public interface UpstreamNames {
    /** Where to connect to, with the name to check the certificate against if one is known for the address; a name is not resolved. */
    InetSocketAddress address(String host, int port);
}
