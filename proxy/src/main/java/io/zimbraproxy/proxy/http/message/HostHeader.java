package io.zimbraproxy.proxy.http.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name a client asked for.
 *
 * @param text as sent, port included
 * @param name in lower case, without port and final dot
 */
public record HostHeader(String text, String name) {
    private static final int MAX_PORT = 65535;

    /** A host name, an IPv4 address or an IPv6 address in brackets, with or without a port; nothing else is passed on. */
    private static final Pattern VALID =
            Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    /** The host that a field names; empty when it is malformed. */
    public static Optional<HostHeader> of(String field) {
        Matcher host = VALID.matcher(field);
        if (!host.matches() || host.group(2) != null && Integer.parseInt(host.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.isEmpty() ? Optional.empty() : Optional.of(new HostHeader(field, bare));
    }

    /** True for one of these names; a name that begins with {@code *.} stands for one label. */
    public boolean isOneOf(Set<String> names) {
        int dot = name.indexOf('.');
        return names.contains(name) || dot >= 0 && names.contains("*" + name.substring(dot));
    }

    /** The same host with another port, which is left out when it is the protocol's own. */
    public String withPort(int port, int usual) {
        return port == usual ? bare() : bare() + ':' + port;
    }

    /** As sent, without the port. */
    public String bare() {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        return end <= 0 ? text : text.substring(0, end);
    }
}
