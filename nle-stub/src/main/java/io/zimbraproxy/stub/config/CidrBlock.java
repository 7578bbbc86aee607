package io.zimbraproxy.stub.config;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** An IP address or a CIDR block, such as {@code 192.0.2.7} or {@code 2001:db8::/32}. */
public record CidrBlock(String address, int prefix) {

    /**
     * Parses an address or a block.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new IllegalArgumentException("not an address (saw '" + text + "')");
        }
        int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException("not a prefix length (saw '" + text + "')");
        }
        return new CidrBlock(address, prefix);
    }

    static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns whether the block contains the address; false for the other address family and for text that is no address. */
    public boolean contains(String candidate) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(candidate);
        if (bytes == null) {
            return false;
        }
        try {
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT)
                    .matches(new InetSocketAddress(InetAddress.getByAddress(bytes), 0));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address bytes of a wrong length", e);
        }
    }
}
