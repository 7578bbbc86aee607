package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.nio.charset.StandardCharsets;

/**
 * The PROXY protocol header that tells a server of a client, by sections 2.1 (version 1) and 2.2 (version 2) of its specification: from
 * where the client came, and where it connected to.
 */
public final class ProxyHeader {
    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int VERSION_2_PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private ProxyHeader() {}

    /** Writes the header to {@code out}; nothing for {@code None}. {@code port} is the one that the client connected to. */
    public static void write(ProxyProtocolVersion version, ClientPeer client, int port, ByteBuf out) {
        switch (version) {
            case None -> {}
            case V1 -> out.writeCharSequence(line(client, port), StandardCharsets.US_ASCII);
            case V2 -> binary(client, port, out);
        }
    }

    private static String line(ClientPeer client, int port) {
        boolean fromIpv4 = NetUtil.isValidIpV4Address(client.address());
        if (fromIpv4 != NetUtil.isValidIpV4Address(client.proxyAddress())) {
            // There is no word for both in one line.
            return "PROXY UNKNOWN\r\n";
        }
        return String.join(
                " ",
                "PROXY",
                fromIpv4 ? "TCP4" : "TCP6",
                client.address(),
                client.proxyAddress(),
                Integer.toString(client.port()),
                port + "\r\n");
    }

    private static void binary(ClientPeer client, int port, ByteBuf out) {
        byte[] from = client.addressBytes();
        byte[] to = NetUtil.createByteArrayFromIpAddressString(client.proxyAddress());
        boolean ipv4 = from.length == IPV4 && to.length == IPV4;
        int each = ipv4 ? IPV4 : IPV6;
        out.writeBytes(SIGNATURE)
                .writeByte(VERSION_2_PROXY)
                .writeByte(ipv4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6)
                .writeShort(2 * each + 2 * Short.BYTES);
        address(from, each, out);
        address(to, each, out);
        out.writeShort(client.port()).writeShort(port);
    }

    /** An IPv4 address among those of IPv6 is mapped, RFC 4291 section 2.5.5.2. */
    private static void address(byte[] address, int length, ByteBuf out) {
        if (address.length < length) {
            out.writeZero(10).writeShort(0xffff);
        }
        out.writeBytes(address);
    }
}
