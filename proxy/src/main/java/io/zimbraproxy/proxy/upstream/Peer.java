package io.zimbraproxy.proxy.upstream;

import io.netty.util.NetUtil;
import io.zimbraproxy.crds.text.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One address of a web server of a pool, with its state. After a number of failures in a row, a server is not used for a while. It is also not used as long as its health checks fail. Safe for all threads.
 */
public final class Peer {
    private final String host;
    private final InetAddress ip;
    private final String ipText;
    private final String text;
    private final InetSocketAddress address;
    private final PeerRules rules;
    private final AtomicInteger fails = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private volatile long lastFailure;
    private volatile boolean down;
    private volatile long recoveredAt;
    private volatile boolean recovering;

    Peer(String host, InetAddress ip, PeerRules rules) {
        this.host = host;
        this.ip = ip;
        this.rules = rules;
        ipText = NetUtil.toAddressString(ip);
        text = HostPort.format(ipText, rules.port());
        address = new InetSocketAddress(ip, rules.port());
    }

    /** Returns the IP address with the configured host name, because certificates are checked against the name. */
    public InetSocketAddress address() {
        return address;
    }

    public String host() {
        return host;
    }

    public int port() {
        return rules.port();
    }

    InetAddress ip() {
        return ip;
    }

    /** Returns what the configuration says about this server. */
    public PeerRules rules() {
        return rules;
    }

    boolean is(InetAddress other) {
        return ip.equals(other);
    }

    /** Returns true if a route, which names a server by address or by name, leads to this server. */
    boolean is(String addressOrName, int otherPort) {
        return port() == otherPort && isNamed(addressOrName);
    }

    /** Does the same, but any port matches if {@code otherPort} is negative. */
    boolean matches(String addressOrName, int otherPort) {
        return (otherPort < 0 || port() == otherPort) && isNamed(addressOrName);
    }

    /** Returns true for the server's name or address. */
    public boolean isNamed(String addressOrName) {
        return ipText.equals(addressOrName) || host.equalsIgnoreCase(addressOrName) || hasAddress(addressOrName);
    }

    /** Returns true for the server's address in any textual form. */
    boolean hasAddress(String other) {
        return Arrays.equals(ip.getAddress(), NetUtil.createByteArrayFromIpAddressString(other));
    }

    /** Returns true unless the server failed lately, or fails its health checks. */
    public boolean available() {
        return !down && !failed();
    }

    /** Returns true while the server fails its health checks. */
    boolean down() {
        return down;
    }

    private boolean failed() {
        return rules.maxFails() > 0
                && fails.get() >= rules.maxFails()
                && System.nanoTime() - lastFailure < rules.failNanos();
    }

    /** Returns true if the server is at {@code maxConnections}. */
    public boolean full() {
        return rules.maxConnections() > 0 && active.get() >= rules.maxConnections();
    }

    /**
     * Counts a request; returns false if the server is at {@code maxConnections}, and the request must go to another
     * server.
     */
    public boolean begin() {
        if (rules.maxConnections() > 0 && active.incrementAndGet() > rules.maxConnections()) {
            active.decrementAndGet();
            return false;
        }
        if (rules.maxConnections() == 0) {
            active.incrementAndGet();
        }
        requests.increment();
        return true;
    }

    /** Counts the end of a request. */
    public void end() {
        active.decrementAndGet();
    }

    /** Returns the number of requests in progress. */
    public int active() {
        return active.get();
    }

    /** Returns the server's share of the clients: its weight, or less during the slow start after it has recovered. */
    double share() {
        if (recovering) {
            long since = System.nanoTime() - recoveredAt;
            if (since < rules.slowStartNanos()) {
                return Math.max(0.01, (double) since / rules.slowStartNanos()) * rules.weight();
            }
            recovering = false;
        }
        return rules.weight();
    }

    /** Records that the server could not be reached or did not respond; returns true for the first failure in a row. */
    public boolean fail() {
        lastFailure = System.nanoTime();
        return fails.incrementAndGet() == 1;
    }

    /** Records that the server responded. */
    public void answered() {
        if (fails.get() != 0) {
            fails.set(0);
            recover();
        }
    }

    /** Records the result of the health checks; returns true if it has changed. */
    boolean check(boolean healthy) {
        boolean changed = down == healthy;
        down = !healthy;
        if (changed && healthy) {
            recover();
        }
        return changed;
    }

    private void recover() {
        if (rules.slowStartNanos() > 0) {
            recoveredAt = System.nanoTime();
            recovering = true;
        }
    }

    /** Returns the state, for reports. */
    public PeerStatus status() {
        String state = down ? "down" : failed() ? "failed" : rules.drain() ? "drain" : "up";
        return new PeerStatus(host, text, state, fails.get(), active.get(), requests.sum(), rules.version());
    }

    @Override
    public String toString() {
        return text;
    }
}
