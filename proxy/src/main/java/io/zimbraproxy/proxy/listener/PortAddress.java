package io.zimbraproxy.proxy.listener;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.spec.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a socket listens. Two listeners of one address and port are the same socket, whatever else they are. */
public record PortAddress(String address, int port) {
    /** The address a listener has in the configuration, else all of this machine. */
    public static PortAddress of(Listener listener) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(BindAddress.of(listener));
        return of(new InetSocketAddress(address, listener.effectiveBindPort()));
    }

    static PortAddress of(InetSocketAddress address) {
        return new PortAddress(NetUtil.toAddressString(address.getAddress()), address.getPort());
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), port);
    }

    /** True when the kernel lets only one of them be open at a time: the same port, and one is for all addresses. */
    boolean excludes(PortAddress other) {
        return port == other.port && !equals(other) && (any() || other.any());
    }

    private boolean any() {
        return socketAddress().getAddress().isAnyLocalAddress();
    }

    @Override
    public String toString() {
        return (address.indexOf(':') < 0 ? address : '[' + address + ']') + ':' + port;
    }
}
