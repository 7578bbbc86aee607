package io.zimbraproxy.proxy.throttle;

import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The address block that limits count as one client: a single IPv4 address, or the /64 of an IPv6 address, because one customer
 * usually has a whole /64. Zimbra's own limits count single addresses instead.
 */
final class AddressBlock {
    private static final int NETWORK_BYTES = 8;

    private AddressBlock() {}

    /** Returns the block, for example {@code 192.0.2.7} or {@code 2001:db8:1:2::/64}. */
    static String of(ClientPeer client) {
        byte[] address = client.addressBytes();
        if (address.length == 4) {
            return client.address();
        }
        Arrays.fill(address, NETWORK_BYTES, address.length, (byte) 0);
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(address)) + "/64";
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }
}
