package io.zimbraproxy.crds.validate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for IP addresses and networks, beyond the character check of {@link Form}. */
final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");

    private Addresses() {}

    /** Parses an address without DNS lookup; empty if the text is not an address. */
    static Optional<InetAddress> parse(String text) {
        boolean v6 = text.indexOf(':') >= 0 && Form.ADDRESS.matches(text);
        if (!v6 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    static void address(Problems at, String text) {
        if (Form.ADDRESS.matches(text) && parse(text).isEmpty()) {
            Form.ADDRESS.report(at, text);
        }
    }

    /** Reports a host that looks like an IPv4 or IPv6 address and is not valid. */
    static void host(Problems at, String text) {
        boolean looksLikeAddress = text.indexOf(':') >= 0 || text.matches("[0-9.]+");
        if (Form.HOST_OR_ADDRESS.matches(text)
                && looksLikeAddress
                && parse(text).isEmpty()) {
            Form.HOST_OR_ADDRESS.report(at, text);
        }
    }

    static void networks(Problems at, String name, List<String> networks) {
        for (int i = 0; i < networks.size(); i++) {
            String text = networks.get(i);
            if (Form.NETWORK.matches(text) && !isNetwork(text)) {
                Form.NETWORK.report(at.at(name, i), text);
            }
        }
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || slash < 0) {
            return address.isPresent();
        }
        String length = text.substring(slash + 1);
        int bits = address.get().getAddress().length * Byte.SIZE;
        return PREFIX_LENGTH.matcher(length).matches() && Integer.parseInt(length) <= bits;
    }

    /** Returns true if two sockets cannot use the same port on both addresses; null means all addresses. */
    static boolean overlap(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return true;
        }
        Optional<InetAddress> a = parse(one);
        Optional<InetAddress> b = parse(other);
        if (a.isEmpty() || b.isEmpty()) {
            return one.equals(other);
        }
        return a.equals(b) || covers(a.get(), b.get()) || covers(b.get(), a.get());
    }

    /** Returns true if a socket on {@code wide} also gets connections to {@code other}; {@code ::} includes IPv4. */
    private static boolean covers(InetAddress wide, InetAddress other) {
        return wide.isAnyLocalAddress() && wide.getAddress().length >= other.getAddress().length;
    }
}
