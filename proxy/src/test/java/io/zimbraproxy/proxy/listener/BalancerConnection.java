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

/** A connection to a listener that trusts 10.0.0.0/8 and 2001:db8:1::/48, and its outcome. */
final class BalancerConnection {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final ClientPeer OWN = new ClientPeer("10.0.0.5", 40_000, "10.0.0.9");
    static final String MORE = "more";

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
    private final List<String> outcomes = new ArrayList<>();
    private final EmbeddedChannel channel;

    private BalancerConnection(EmbeddedChannel channel) {
        this.channel = channel;
    }

    /** Connects from the balancer at 10.0.0.5. */
    static BalancerConnection open() {
        return open(OWN.address(), Untrusted.Refuse);
    }

    static BalancerConnection open(String from, Untrusted untrusted) {
        return open(from, untrusted, channel -> {});
    }

    /** Connects; {@code then} is called in place of the listener when the client is known. */
    static BalancerConnection open(String from, Untrusted untrusted, Consumer<EmbeddedChannel> then) {
        EmbeddedChannel channel = new AddressedChannel(from);
        BalancerConnection connection = new BalancerConnection(channel);
        channel.config().setAllocator(connection.memory);
        ProxyProtocol settings = new ProxyProtocol(List.of("10.0.0.0/8", "2001:db8:1::/48"), untrusted);
        channel.pipeline()
                .addFirst(new ProxyHeaderReader(
                        ProxyHeaderRules.of(settings, TIMEOUT),
                        peer -> {
                            connection.outcomes.add(shown(peer));
                            then.accept(channel);
                        },
                        fault -> connection.outcomes.add(fault.label())));
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

    /** Returns the client's address and port, and the address it connected to. */
    static String shown(ClientPeer peer) {
        return String.join(" ", peer.address(), Integer.toString(peer.port()), peer.proxyAddress());
    }

    /** Sends segments until the connection is closed. */
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

    /** Returns the client, the fault, or {@link #MORE}. Fails if there are two outcomes. */
    String outcome() {
        if (outcomes.size() > 1) {
            throw new AssertionError("outcomes " + outcomes);
        }
        return outcomes.isEmpty() ? MORE : outcomes.get(0);
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

    /** Returns the bytes that the reader has passed on, one character each. */
    String passed() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy).release();
            text.append(Dice.text(copy));
        }
        return text.toString();
    }

    /** Closes the connection. Returns the number of bytes that are not released. Throws an uncaught exception of a handler. */
    long leaked() {
        channel.close();
        channel.runPendingTasks();
        channel.checkException();
        return memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory();
    }
}
