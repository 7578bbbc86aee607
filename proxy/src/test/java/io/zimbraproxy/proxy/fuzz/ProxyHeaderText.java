package io.zimbraproxy.proxy.fuzz;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Generates PROXY headers of load balancers. */
public final class ProxyHeaderText {
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    private ProxyHeaderText() {}

    /** Returns a PROXY header, one with faults, or other bytes, such as input from a client. */
    public static String balancer(Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> Dice.text(dice.noise(40));
            case 1 -> dice.syntax(120);
            case 2 -> "PROXY " + dice.syntax(110) + dice.oneOf("", "\r\n");
            case 3 -> SIGNATURE + Dice.text(dice.noise(40));
            case 4, 5 -> dice.faulty(line(dice));
            case 6, 7, 8 -> dice.faulty(binary(dice));
            case 9 -> line(dice);
            default -> binary(dice);
        };
    }

    /** Returns an IPv4 or IPv6 address in the canonical form (RFC 5952). */
    public static String address(Dice dice) {
        byte[] address = new byte[dice.onceIn(2) ? 4 : 16];
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) (dice.onceIn(2) ? 0 : dice.below(256));
        }
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String line(Dice dice) {
        if (dice.onceIn(5)) {
            return "PROXY UNKNOWN" + dice.oneOf("", " ", " a b 1 2", " " + dice.syntax(100)) + "\r\n";
        }
        String family = dice.oneOf("TCP4", "TCP6");
        String from = family.equals("TCP4") ? "192.0.2." + dice.below(300) : "2001:db8::" + dice.below(300);
        return "PROXY %s %s %s %d %d\r\n"
                .formatted(family, from, dice.onceIn(3) ? address(dice) : from, dice.below(70_000), dice.below(70_000));
    }

    private static String binary(Dice dice) {
        int family = dice.below(4);
        int transport = dice.below(3);
        int[] addresses = {0, 12, 36, 216};
        StringBuilder body = new StringBuilder();
        while (body.length() < addresses[family]) {
            body.append((char) dice.below(256));
        }
        for (int more = dice.below(4); more > 0; more--) {
            body.append(tlv(dice, 0));
        }
        int command = dice.onceIn(5) ? 0x20 : 0x21;
        return SIGNATURE + (char) command + (char) (family << 4 | transport) + withLength(body.toString());
    }

    /** Returns a TLV with a type, a length and a value. Those of TLS (type 0x20) contain others. */
    private static String tlv(Dice dice, int depth) {
        if (dice.onceIn(3) && depth < 6) {
            return (char) 0x20 + withLength("\7\0\0\0\0" + tlv(dice, depth + 1) + tlv(dice, depth + 1));
        }
        return (char) dice.below(256) + withLength(Dice.text(dice.noise(30)));
    }

    private static String withLength(String text) {
        return "" + (char) (text.length() >> 8 & 0xff) + (char) (text.length() & 0xff) + text;
    }
}
