package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCounted;
import io.zimbraproxy.crds.spec.ProxyProtocolVersion;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The PROXY protocol header that tells a mailbox server where a client came from and where it connected to. Netty's
 * {@link io.netty.handler.codec.haproxy.HAProxyMessageEncoder} writes it.
 */
public final class ProxyHeader {
    private static final byte[] UNKNOWN = "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The beginning of an IPv6 address that stands for an IPv4 address (RFC 4291 section 2.5.5.2). */
    private static final String MAPPED = "::ffff:";

    private ProxyHeader() {}

    /**
     * Returns the header, as a message or in bytes; null for {@code None}. {@code port} is the one that the client
     * connected to.
     */
    public static @Nullable ReferenceCounted of(ProxyProtocolVersion version, ClientPeer client, int port) {
        if (version == ProxyProtocolVersion.None) {
            return null;
        }
        boolean fromIpv4 = NetUtil.isValidIpV4Address(client.address());
        boolean toIpv4 = NetUtil.isValidIpV4Address(client.proxyAddress());
        if (version == ProxyProtocolVersion.V1 && fromIpv4 != toIpv4) {
            // Version 1 cannot hold two address families, and Netty's encoder fails on UNKNOWN.
            return Unpooled.wrappedBuffer(UNKNOWN);
        }
        boolean ipv4 = fromIpv4 && toIpv4;
        return new HAProxyMessage(
                version == ProxyProtocolVersion.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                ipv4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                fromIpv4 == ipv4 ? client.address() : MAPPED + client.address(),
                toIpv4 == ipv4 ? client.proxyAddress() : MAPPED + client.proxyAddress(),
                client.port(),
                port);
    }
}
