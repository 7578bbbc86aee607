package io.zimbraproxy.proxy.throttle;

import io.netty.util.NetUtil;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who a client address stands for where limits are our own: an IPv4 address for itself, an IPv6 address for its /64, which
 * one customer has to choose from.
 */
final class AddressBlock {
    private static final int NETWORK_BYTES = 8;

    private AddressBlock() {}

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
