package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a complete header with Netty's decoder. The decoder is not in the pipeline, because there it would wait for endless headers. */
final class ProxyHeaderParser extends HAProxyMessageDecoder {
    /**
     * Returns the client in a complete header. If the header has no client, returns the ends of the connection itself. Empty if the header is
     * malformed; then Netty may have closed the connection already.
     */
    Optional<ClientPeer> parse(ChannelHandlerContext ctx, ByteBuf header) {
        List<Object> out = new ArrayList<>(1);
        try {
            decode(ctx, withoutTlvs(header), out);
        } catch (Exception malformed) {
            // Netty's decoder throws many kinds of exceptions.
            return Optional.empty();
        }
        if (out.isEmpty()) {
            return Optional.empty();
        }
        HAProxyMessage message = (HAProxyMessage) out.get(0);
        try {
            return peer(ctx, message);
        } finally {
            message.release();
        }
    }

    /** Removes the TLVs of version 2, which the proxy does not use. Netty 4.1.135 leaks bytes if a nested TLV is malformed. */
    private static ByteBuf withoutTlvs(ByteBuf header) {
        int start = header.readerIndex();
        if (header.getByte(start) == 'P') {
            return header;
        }
        int declared = header.getUnsignedShort(start + ProxyHeaderFrame.LENGTH_AT);
        int kept = Math.min(declared, addressBytes(header.getByte(start + ProxyHeaderFrame.FAMILY_AT)));
        byte[] copy = ByteBufUtil.getBytes(header, start, ProxyHeaderFrame.FIXED + kept);
        return Unpooled.wrappedBuffer(copy).setShort(ProxyHeaderFrame.LENGTH_AT, kept);
    }

    /** Returns the length of both addresses and ports of an address family, in bytes. */
    private static int addressBytes(byte family) {
        return switch (family >> 4) {
            case 1 -> 12;
            case 2 -> 36;
            case 3 -> 216;
            default -> 0;
        };
    }

    private static Optional<ClientPeer> peer(ChannelHandlerContext ctx, HAProxyMessage message) {
        return switch (message.proxiedProtocol()) {
            case TCP4, TCP6 ->
                Optional.of(ClientPeer.of(
                        address(message.sourceAddress(), message.sourcePort()),
                        address(message.destinationAddress(), message.destinationPort())));
            // Health checks by the balancer itself (section 2.2, LOCAL), and clients without an IP address.
            case UNKNOWN, UNIX_STREAM, UNIX_DGRAM -> Optional.of(ClientPeer.of(ctx.channel()));
            case UDP4, UDP6 -> Optional.empty();
        };
    }

    private static InetSocketAddress address(String address, int port) {
        try {
            // getByAddress converts an IPv4-mapped IPv6 address to IPv4.
            return new InetSocketAddress(
                    InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address)), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Netty has checked the address", impossible);
        }
    }
}
