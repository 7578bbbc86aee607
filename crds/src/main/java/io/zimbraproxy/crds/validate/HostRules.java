package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Host names, addresses and networks. */
final class HostRules {
    private static final Pattern HOST = Pattern.compile(Names.HOST);
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final int MAX_HOST = 253;

    private HostRules() {}

    /** A host name; with {@code wildcard} its first label may be {@code *}. */
    static void hostName(Problems at, String name, boolean wildcard) {
        if (name == null) {
            at.add("is missing", null, "give a host name such as mail.example.com");
            return;
        }
        String plain = wildcard && name.startsWith("*.") ? name.substring(2) : name;
        if (plain.length() > MAX_HOST || !HOST.matcher(plain).matches()) {
            at.add("is not a host name", name, "use letters, digits, hyphens and dots, such as mail.example.com");
        }
    }

    /** A host name or an address. */
    static void hostOrAddress(Problems at, String host) {
        if (host == null || host.indexOf(':') < 0) {
            hostName(at, host, false);
        } else if (!isIpv6(host)) {
            at.add("is not a host name or address", host, "give a name, or an IPv6 address without brackets");
        }
    }

    static boolean isAddress(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    private static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || !text.matches("[0-9A-Fa-f:.]{2,45}")) {
            return false;
        }
        try {
            // A text of these characters with a colon is never looked up as a name.
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /** An address, or a network as address and prefix length. */
    static void network(Problems at, String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = isIpv4(address) ? 32 : 128;
        boolean valid = isAddress(address) && (slash < 0 || prefix(text.substring(slash + 1)) <= bits);
        if (!valid) {
            at.add("is not an address or network", text, "write it like 10.0.0.0/8 or 2001:db8::/32");
        }
    }

    private static int prefix(String digits) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    /** {@code host:port}. */
    static void hostAndPort(Problems at, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            at.add("is not host:port", text, "write it like cache-1:11211");
        }
    }
}
