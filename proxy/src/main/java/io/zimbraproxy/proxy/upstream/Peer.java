package io.zimbraproxy.proxy.upstream;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address of one web server of a pool, and how it does: it is left alone for a while after it failed a number of
 * times. Safe for all threads.
 */
public final class Peer {
    private final String host;
    private final InetAddress ip;
    private final int port;
    private final int maxFails;
    private final long failNanos;
    private final AtomicInteger fails = new AtomicInteger();
    private volatile long lastFailure;

    /** {@code maxFails} of 0: it is never left alone. {@code failNanos}: for how long it is. */
    Peer(String host, InetAddress ip, int port, int maxFails, long failNanos) {
        this.host = host;
        this.ip = ip;
        this.port = port;
        this.maxFails = maxFails;
        this.failNanos = failNanos;
    }

    /** The name in the configuration, with the address found for it: certificates are checked against the name. */
    public SocketAddress address() {
        return SocketAddress.inetSocketAddress(new InetSocketAddress(ip, port));
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    InetAddress ip() {
        return ip;
    }

    /** The address, textual. */
    public String ipText() {
        return NetUtil.toAddressString(ip);
    }

    boolean is(InetAddress address, int otherPort) {
        return port == otherPort && ip.equals(address);
    }

    /** True for the route's server, given by address or by name. */
    boolean is(String addressOrName, int otherPort) {
        return port == otherPort && isNamed(addressOrName);
    }

    /** The same, where a negative port stands for any. */
    boolean answersTo(String addressOrName, int otherPort) {
        return (otherPort < 0 || port == otherPort) && isNamed(addressOrName);
    }

    private boolean isNamed(String addressOrName) {
        return host.equalsIgnoreCase(addressOrName) || hasAddress(addressOrName);
    }

    /** True for its address in any of its textual forms. */
    boolean hasAddress(String text) {
        return Arrays.equals(ip.getAddress(), NetUtil.createByteArrayFromIpAddressString(text));
    }

    /** True unless it failed lately. */
    public boolean available() {
        return maxFails == 0 || fails.get() < maxFails || System.nanoTime() - lastFailure >= failNanos;
    }

    /** It could not be reached, or did not answer; true when it had answered before, so that this is news. */
    public boolean failed() {
        lastFailure = System.nanoTime();
        return fails.incrementAndGet() == 1;
    }

    /** It answered. */
    public void answered() {
        if (fails.get() != 0) {
            fails.set(0);
        }
    }

    @Override
    public String toString() {
        String text = ipText();
        return (text.indexOf(':') < 0 ? text : '[' + text + ']') + ':' + port;
    }
}
