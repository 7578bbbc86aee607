package io.zimbraproxy.proxy.listener;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.spec.Listener;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The address that a listener binds: the configured one, else all addresses of IPv6 and IPv4. */
final class BindAddress {
    private BindAddress() {}

    static String of(Listener listener) {
        if (listener.address() != null) {
            return listener.address();
        }
        boolean ipv6 = NetUtil.NETWORK_INTERFACES.stream()
                .flatMap(network -> network.inetAddresses())
                .anyMatch(BindAddress::isIpv6);
        return ipv6 ? "::" : "0.0.0.0";
    }

    private static boolean isIpv6(InetAddress address) {
        return address instanceof Inet6Address;
    }
}
