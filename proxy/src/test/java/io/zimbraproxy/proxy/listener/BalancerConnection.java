package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.zimbraproxy.crds.spec.ProxyProtocol;
import io.zimbraproxy.crds.spec.Untrusted;
import io.zimbraproxy.proxy.fuzz.Dice;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection to a listener that takes headers from 10.0.0.0/8 and from 2001:db8:1::/48, and what becomes of it. */
final class BalancerConnection {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final ClientPeer OWN = new ClientPeer("10.0.0.5", 40_000, "10.0.0.9");
    static final String MORE = "more";

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel;

    private BalancerConnection(EmbeddedChannel channel) {
        this.channel = channel;
    }

    /** From the balancer at 10.0.0.5. */
    static BalancerConnection open() {
        return open(OWN.address(), Untrusted.Refuse);
    }

    static BalancerConnection open(String from, Untrusted untrusted) {
        return open(from, untrusted, channel -> {});
    }

    /** {@code then} is called when the client is known, as the listener would be. */
    static BalancerConnection open(String from, Untrusted untrusted, Consumer<EmbeddedChannel> then) {
        EmbeddedChannel channel = new AddressedChannel(from);
        BalancerConnection connection = new BalancerConnection(channel);
        channel.config().setAllocator(connection.memory);
        ProxyProtocol settings = new ProxyProtocol(List.of("10.0.0.0/8", "2001:db8:1::/48"), untrusted);
        channel.pipeline()
                .addFirst(new ProxyHeaderReader(
                        ProxyHeaderRules.of(settings, TIMEOUT),
                        peer -> {
                            connection.told.add(shown(peer));
                            then.accept(channel);
                        },
                        fault -> connection.told.add(fault.label())));
        channel.freezeTime();
        try {
            channel.register();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
        return connection;
    }

    private static final class AddressedChannel extends EmbeddedChannel {
        private final String from;

        AddressedChannel(String from) {
            super(DefaultChannelId.newInstance(), false, false);
            this.from = from;
        }

        @Override
        protected InetSocketAddress remoteAddress0() {
            return new InetSocketAddress(from, OWN.port());
        }

        @Override
        protected InetSocketAddress localAddress0() {
            return new InetSocketAddress(OWN.proxyAddress(), 993);
        }
    }

    /** The client, its port and where it connected to, behind blanks. */
    static String shown(ClientPeer peer) {
        return String.join(" ", peer.address(), Integer.toString(peer.port()), peer.proxyAddress());
    }

    /** The balancer sends segments, until the connection is closed. */
    BalancerConnection sends(List<byte[]> segments) {
        for (byte[] segment : segments) {
            if (!channel.isOpen()) {
                break;
            }
            channel.pipeline().fireChannelRead(memory.buffer(segment.length).writeBytes(segment));
            channel.pipeline().fireChannelReadComplete();
            channel.runPendingTasks();
        }
        return this;
    }

    BalancerConnection waits(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        return this;
    }

    /** What the listener was told: the client, the fault, or nothing yet; never two things. */
    String outcome() {
        if (told.size() > 1) {
            throw new AssertionError("told " + told);
        }
        return told.isEmpty() ? MORE : told.get(0);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isReading() {
        return channel.pipeline().get(ProxyHeaderReader.class) != null;
    }

    EmbeddedChannel channel() {
        return channel;
    }

    /** What has come out behind the reader, one character a byte. */
    String passed() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy).release();
            text.append(Dice.text(copy));
        }
        return text.toString();
    }

    /** Ends the connection: bytes that are still held then are leaked. A fault that nobody has caught is thrown. */
    long leaked() {
        channel.close();
        channel.runPendingTasks();
        channel.checkException();
        return memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory();
    }
}
