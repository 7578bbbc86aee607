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

/** What one whole header says, in the words of Netty's decoder, which is not in the pipeline: there it would wait for endless headers. */
final class ProxyHeaderParser extends HAProxyMessageDecoder {
    /**
     * The client that the header tells of; the connection's own ends when it tells of none. Empty when it is not valid: then Netty
     * may have closed the connection already.
     */
    Optional<ClientPeer> parse(ChannelHandlerContext ctx, ByteBuf header) {
        List<Object> out = new ArrayList<>(1);
        try {
            decode(ctx, withoutAdditions(header), out);
        } catch (Exception invalid) {
            // Whatever it stumbles over: this is no header.
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

    /**
     * Nobody asks for the additions (TLVs) of version 2, so it does not matter what they are. Netty 4.1.135 leaks bytes when one inside
     * another is broken.
     */
    private static ByteBuf withoutAdditions(ByteBuf header) {
        int start = header.readerIndex();
        if (header.getByte(start) == 'P') {
            return header;
        }
        int declared = header.getUnsignedShort(start + ProxyHeaderFrame.LENGTH_AT);
        int kept = Math.min(declared, addressBytes(header.getByte(start + ProxyHeaderFrame.FAMILY_AT)));
        byte[] copy = ByteBufUtil.getBytes(header, start, ProxyHeaderFrame.FIXED + kept);
        return Unpooled.wrappedBuffer(copy).setShort(ProxyHeaderFrame.LENGTH_AT, kept);
    }

    /** What the addresses of a family take: both, with ports where it has some. */
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
                        end(message.sourceAddress(), message.sourcePort()),
                        end(message.destinationAddress(), message.destinationPort())));
            // Checks by the balancer itself (section 2.2, LOCAL), and clients without an IP address.
            case UNKNOWN, UNIX_STREAM, UNIX_DGRAM -> Optional.of(ClientPeer.of(ctx.channel()));
            case UDP4, UDP6 -> Optional.empty();
        };
    }

    private static InetSocketAddress end(String address, int port) {
        try {
            // Makes IPv4 of an IPv6 address that only wraps one.
            return new InetSocketAddress(
                    InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address)), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Netty has checked the address", impossible);
        }
    }
}
