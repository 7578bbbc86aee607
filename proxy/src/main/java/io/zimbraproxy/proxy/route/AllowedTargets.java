package io.zimbraproxy.proxy.route;

import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.net.Networks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that routes may name. Without this check, a forged cache entry could make the proxy connect to any server, or to itself.
 */
public final class AllowedTargets {
    private final Networks networks;
    private final Set<Integer> ownPorts;

    /**
     * Creates the rule.
     *
     * @param networks addresses with or without prefix length; empty to allow all
     * @param ownPorts ports of this proxy, which are refused on all addresses of this machine
     */
    public AllowedTargets(List<String> networks, Set<Integer> ownPorts) {
        this.networks = new Networks(networks);
        this.ownPorts = Set.copyOf(ownPorts);
    }

    /** Returns the reason why this route must not be used; empty if it may be used. */
    public Optional<String> refusal(Route route) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(route.host());
        if (bytes == null) {
            // A lookup handler may return a name. Cache entries always have addresses.
            return networks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(route.hostAndPort() + " is a name, and lookup.allowedTargets lists networks");
        }
        InetAddress address = address(bytes);
        if (ownPorts.contains(route.port()) && isOwn(address)) {
            return Optional.of(route.hostAndPort() + " is a port of this proxy itself");
        }
        return networks.isEmpty() || networks.contains(bytes)
                ? Optional.empty()
                : Optional.of(route.hostAndPort() + " is not in lookup.allowedTargets");
    }

    private static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || NetUtil.NETWORK_INTERFACES.stream()
                        .flatMap(network -> network.inetAddresses())
                        .anyMatch(address::equals);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
