package io.zimbraproxy.proxy.upstream;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One address of one web server of a pool, and how it does: it is left alone for a while after it failed a number of
 * times, or while it fails its checks. Safe for all threads.
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
    private volatile long wellSince;
    private volatile boolean recovering;

    Peer(String host, InetAddress ip, PeerRules rules) {
        this.host = host;
        this.ip = ip;
        this.rules = rules;
        ipText = NetUtil.toAddressString(ip);
        text = (ipText.indexOf(':') < 0 ? ipText : '[' + ipText + ']') + ':' + rules.port();
        address = new InetSocketAddress(ip, rules.port());
    }

    /** The name in the configuration, with the address found for it: certificates are checked against the name. */
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

    /** What the configuration says of this server. */
    public PeerRules rules() {
        return rules;
    }

    boolean is(InetAddress other) {
        return ip.equals(other);
    }

    /** True for the route's server, given by address or by name. */
    boolean is(String addressOrName, int otherPort) {
        return port() == otherPort && isNamed(addressOrName);
    }

    /** The same, where a negative port stands for any. */
    boolean answersTo(String addressOrName, int otherPort) {
        return (otherPort < 0 || port() == otherPort) && isNamed(addressOrName);
    }

    /** True for the server's name or address. */
    public boolean isNamed(String addressOrName) {
        return ipText.equals(addressOrName) || host.equalsIgnoreCase(addressOrName) || hasAddress(addressOrName);
    }

    /** True for its address in any of its textual forms. */
    boolean hasAddress(String other) {
        return Arrays.equals(ip.getAddress(), NetUtil.createByteArrayFromIpAddressString(other));
    }

    /** True unless it failed lately, or fails its checks. */
    public boolean available() {
        return !down && !failed();
    }

    /** True while it fails its checks. */
    boolean down() {
        return down;
    }

    private boolean failed() {
        return rules.maxFails() > 0
                && fails.get() >= rules.maxFails()
                && System.nanoTime() - lastFailure < rules.failNanos();
    }

    /** True when it has as many requests as it may have. */
    public boolean full() {
        return rules.maxConnections() > 0 && active.get() >= rules.maxConnections();
    }

    /** A request is sent to it; false when it has too many already, and this one must go elsewhere. */
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

    /** A request begun before is over. */
    public void end() {
        active.decrementAndGet();
    }

    /** Requests under way. */
    public int active() {
        return active.get();
    }

    /** Its share among others: the configured weight, less while it has just come back. */
    double share() {
        if (recovering) {
            long since = System.nanoTime() - wellSince;
            if (since < rules.slowStartNanos()) {
                return Math.max(0.01, (double) since / rules.slowStartNanos()) * rules.weight();
            }
            recovering = false;
        }
        return rules.weight();
    }

    /** It could not be reached, or did not answer; true when it had answered before, so that this is news. */
    public boolean fail() {
        lastFailure = System.nanoTime();
        return fails.incrementAndGet() == 1;
    }

    /** It answered. */
    public void answered() {
        if (fails.get() != 0) {
            fails.set(0);
            recover();
        }
    }

    /** What its regular checks say; true when that is news. */
    boolean check(boolean well) {
        boolean news = down == well;
        down = !well;
        if (news && well) {
            recover();
        }
        return news;
    }

    private void recover() {
        if (rules.slowStartNanos() > 0) {
            wellSince = System.nanoTime();
            recovering = true;
        }
    }

    /** How it does, for people. */
    public PeerStatus status() {
        String state = down ? "down" : failed() ? "failed" : rules.drain() ? "drain" : "up";
        return new PeerStatus(host, text, state, fails.get(), active.get(), requests.sum(), rules.version());
    }

    @Override
    public String toString() {
        return text;
    }
}
