package io.zimbraproxy.proxy.upstream;

import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Resolves the host names of servers by DNS. A DNS response is cached for its time to live, so frequent queries are
 * cheap and a server that has moved is found in time.
 */
public final class ServerNames {
    private static final int MIN_TTL_SECONDS = 1;
    private static final int MAX_TTL_SECONDS = 300;
    private static final int NEGATIVE_TTL_SECONDS = 2;
    private static final long QUERY_MILLIS = 2000;
    private static final long RESPONSE_SECONDS = 10;

    private final DnsNameResolver resolver;

    /** Creates a resolver that runs on one of Vert.x' event loops. */
    public ServerNames(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        resolver = new DnsNameResolverBuilder(internal.getEventLoopGroup().next())
                .datagramChannelFactory(() -> internal.transport().datagramChannel())
                .socketChannelFactory(() -> (SocketChannel)
                        internal.transport().channelFactory(false).newChannel())
                .ttl(MIN_TTL_SECONDS, MAX_TTL_SECONDS)
                .negativeTtl(NEGATIVE_TTL_SECONDS)
                .queryTimeoutMillis(QUERY_MILLIS)
                .build();
    }

    /**
     * Returns the addresses of a host, sorted, so that all proxies see the same order. If the host has IPv4 addresses,
     * its IPv6 addresses are omitted, because both belong to the same server. Blocks.
     *
     * @throws UnknownHostException if there are no addresses, or DNS does not respond
     */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> all;
        try {
            all = resolver.resolveAll(host).get(RESPONSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        } catch (Exception unknown) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> ipv4 =
                all.stream().filter(Inet4Address.class::isInstance).toList();
        return (ipv4.isEmpty() ? all : ipv4)
                .stream()
                        .distinct()
                        .sorted((a, b) -> Arrays.compareUnsigned(a.getAddress(), b.getAddress()))
                        .toList();
    }
}
