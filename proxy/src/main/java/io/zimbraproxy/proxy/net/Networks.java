package io.zimbraproxy.proxy.net;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A set of networks and single addresses, IPv4 and IPv6. Safe for all threads. */
public final class Networks {
    private final List<IpSubnetFilterRule> rules;

    /** Creates the set. Networks are valid addresses with or without prefix length. */
    public Networks(List<String> networks) {
        rules = networks.stream().map(Networks::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        int bits = NetUtil.isValidIpV4Address(address) ? 32 : 128;
        int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Returns whether an address of 4 or 16 bytes is in one of the networks. */
    public boolean contains(byte[] address) {
        if (rules.isEmpty()) {
            return false;
        }
        try {
            // The rules need a port, but ignore it.
            InetSocketAddress socket = new InetSocketAddress(InetAddress.getByAddress(address), 0);
            return rules.stream().anyMatch(rule -> rule.matches(socket));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }
}
