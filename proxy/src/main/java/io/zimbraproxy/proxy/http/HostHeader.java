package io.zimbraproxy.proxy.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name a client asked for.
 *
 * @param text as sent, port included
 * @param name in lower case, without port and final dot
 */
record HostHeader(String text, String name) {
    /** A host name, an IPv4 address or an IPv6 address in brackets, with or without a port; nothing else is passed on. */
    private static final Pattern VALID =
            Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    /** The host a request names; empty when it names none, several, or one that is malformed. */
    static Optional<HostHeader> of(List<String> headers) {
        if (headers.size() != 1) {
            return Optional.empty();
        }
        var host = VALID.matcher(headers.get(0));
        if (!host.matches()) {
            return Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(
                new HostHeader(headers.get(0), name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
    }

    /** True for one of these names; a name that begins with {@code *.} stands for one label. */
    boolean isOneOf(Set<String> names) {
        int dot = name.indexOf('.');
        return names.contains(name) || dot >= 0 && names.contains("*" + name.substring(dot));
    }

    /** The same host with another port, which is left out when it is the protocol's own. */
    String withPort(int port, int usual) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        String bare = end <= 0 ? text : text.substring(0, end);
        return port == usual ? bare : bare + ':' + port;
    }
}
