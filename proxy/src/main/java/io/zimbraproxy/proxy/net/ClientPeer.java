package io.zimbraproxy.proxy.net;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import io.zimbraproxy.crds.text.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * The addresses of a client's connection. They are texts; IPv6 has neither brackets nor a zone.
 *
 * @param address IP address of the client
 * @param port port of the client
 * @param proxyAddress IP address that the client connected to
 */
public record ClientPeer(String address, int port, String proxyAddress) {
    /** Returns the addresses of an accepted channel. */
    public static ClientPeer of(Channel channel) {
        return of(channel.remoteAddress(), channel.localAddress());
    }

    /** Returns the addresses of a connection, or {@code 0.0.0.0} if they are not IP addresses. */
    public static ClientPeer of(SocketAddress remote, SocketAddress local) {
        return remote instanceof InetSocketAddress client && local instanceof InetSocketAddress proxy
                ? new ClientPeer(text(client.getAddress()), client.getPort(), text(proxy.getAddress()))
                : new ClientPeer("0.0.0.0", 0, "0.0.0.0");
    }

    /** Formats IPv6 in its short form (RFC 5952), as Zimbra's nginx does in the keys of the shared cache. */
    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** Returns the client's address as 4 or 16 bytes. */
    public byte[] addressBytes() {
        return NetUtil.createByteArrayFromIpAddressString(address);
    }

    /** Returns the client's address and port, for log lines. */
    public String addressAndPort() {
        return HostPort.format(address, port);
    }
}
