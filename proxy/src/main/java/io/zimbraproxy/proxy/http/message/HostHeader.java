package io.zimbraproxy.proxy.http.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host that a request is for.
 *
 * @param text the value of the Host field as received, including the port
 * @param name the host name in lower case, without the port and without a final dot
 */
public record HostHeader(String text, String name) {
    private static final int MAX_PORT = 65535;

    /** A host name, an IPv4 address or an IPv6 address in brackets, each with an optional port. */
    private static final Pattern VALID =
            Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    /** Parses the value of a Host field; the result is empty if the value is malformed. */
    public static Optional<HostHeader> of(String field) {
        Matcher host = VALID.matcher(field);
        if (!host.matches() || host.group(2) != null && Integer.parseInt(host.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.isEmpty() ? Optional.empty() : Optional.of(new HostHeader(field, bare));
    }

    /** Returns true if the host matches one of these names. A leading {@code *.} in a name matches one label. */
    public boolean isOneOf(Set<String> names) {
        int dot = name.indexOf('.');
        return names.contains(name) || dot >= 0 && names.contains("*" + name.substring(dot));
    }

    /** Returns the host with another port; the default port of the protocol is omitted. */
    public String withPort(int port, int defaultPort) {
        return port == defaultPort ? bare() : bare() + ':' + port;
    }

    /** Returns the host as received, without the port. */
    public String bare() {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        return end <= 0 ? text : text.substring(0, end);
    }
}
