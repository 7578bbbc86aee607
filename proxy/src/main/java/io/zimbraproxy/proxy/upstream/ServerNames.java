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
 * Addresses of servers by their names. An answer of DNS is kept as long as DNS says, so that asking often costs little and a
 * server that moved is found in time.
 */
public final class ServerNames {
    private static final int MIN_TTL_SECONDS = 1;
    private static final int MAX_TTL_SECONDS = 300;
    private static final int NEGATIVE_TTL_SECONDS = 2;
    private static final long QUERY_MILLIS = 2000;
    private static final long ANSWER_SECONDS = 10;

    private final DnsNameResolver resolver;

    /** Asks from one of Vert.x' event loops. */
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
     * The addresses in an order that is the same everywhere, whatever order DNS gives them in; those of IPv4 where there are
     * any, as a server that has both is one server. Blocks.
     *
     * @throws UnknownHostException when there are none, or nobody knows
     */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> all;
        try {
            all = resolver.resolveAll(host).get(ANSWER_SECONDS, TimeUnit.SECONDS);
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

    /** Asks no more. */
    public void close() {
        resolver.close();
    }
}
