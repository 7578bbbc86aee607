package io.zimbraproxy.crds.text;

import java.util.Optional;

/**
 * A host and a port, written {@code host:port} or {@code [ipv6]:port} (RFC 3986, section 3.2.2).
 *
 * @param host a name or an IP address; IPv6 without brackets
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MAX_DIGITS = 5;

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * <p>The port is 1 to 65535. The characters of the host are not checked.
     *
     * @return empty if host or port is missing, the port is out of range, or the brackets do not enclose an IPv6 address
     */
    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        int port = colon < 1 ? 0 : port(text.substring(colon + 1));
        if (port == 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean valid = bracketed == isIpv6(bare) && bare.indexOf('[') < 0 && bare.indexOf(']') < 0;
        return valid ? Optional.of(new HostPort(bare, port)) : Optional.empty();
    }

    /** Returns the port, or 0 if the text is not one to five digits from 1 to 65535. */
    private static int port(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        return port <= HIGHEST_PORT ? port : 0;
    }

    /** Joins a host and a port; an IPv6 address, given without brackets, gets them. */
    public static String format(String host, int port) {
        return bracketed(host) + ':' + port;
    }

    /** Returns the host as it stands in a URL: an IPv6 address, given without brackets, gets them. */
    public static String bracketed(String host) {
        return isIpv6(host) ? '[' + host + ']' : host;
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
        return format(host, port);
    }
}
