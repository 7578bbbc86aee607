package io.zimbraproxy.proxy.listener;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.text.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The address of a listening socket. Listeners with the same address and port have the same socket. */
public record PortAddress(String address, int port) {
    /** Returns the address of a listener. */
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

    /** Returns whether the kernel allows only one of the two sockets: they have the same port, and one is for all addresses. */
    boolean excludes(PortAddress other) {
        return port == other.port && !equals(other) && (isWildcard() || other.isWildcard());
    }

    private boolean isWildcard() {
        return socketAddress().getAddress().isAnyLocalAddress();
    }

    @Override
    public String toString() {
        return HostPort.format(address, port);
    }
}
