package io.zimbraproxy.proxy.route;

import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.net.Networks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where routes may lead: whoever can write into the shared cache must not make an open relay or a circle of this proxy.
 */
public final class AllowedTargets {
    private final Networks networks;
    private final Set<Integer> ownPorts;

    /**
     * Targets that are allowed.
     *
     * @param networks addresses with or without prefix lengths; empty for any
     * @param ownPorts ports of this proxy; on this machine's addresses they are never a target
     */
    public AllowedTargets(List<String> networks, Set<Integer> ownPorts) {
        this.networks = new Networks(networks);
        this.ownPorts = Set.copyOf(ownPorts);
    }

    /** Why this route may not be used; empty when it may. */
    public Optional<String> refusal(Route route) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(route.host());
        if (bytes == null) {
            // A name: lookups may give one; what stands in a cache is an address always.
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
