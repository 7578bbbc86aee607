package io.zimbraproxy.proxy.net;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Both ends of a client's connection. Addresses are textual, IPv6 without brackets and zone.
 *
 * @param address the client's
 * @param port the client's
 * @param proxyAddress where the client connected to
 */
public record ClientPeer(String address, int port, String proxyAddress) {
    /** The ends of an accepted channel. */
    public static ClientPeer of(Channel channel) {
        return of(channel.remoteAddress(), channel.localAddress());
    }

    /** The ends of a connection. */
    public static ClientPeer of(SocketAddress remote, SocketAddress local) {
        return remote instanceof InetSocketAddress client && local instanceof InetSocketAddress proxy
                ? new ClientPeer(text(client.getAddress()), client.getPort(), text(proxy.getAddress()))
                : new ClientPeer("0.0.0.0", 0, "0.0.0.0");
    }

    /** IPv6 in its short form (RFC 5952), as other proxies write it into the keys we share. */
    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** The client's address as 4 or 16 bytes. */
    public byte[] addressBytes() {
        return NetUtil.createByteArrayFromIpAddressString(address);
    }

    /** The client's end, for logs. */
    public String addressAndPort() {
        return address.indexOf(':') < 0 ? address + ':' + port : '[' + address + "]:" + port;
    }
}
