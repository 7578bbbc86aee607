package io.zimbraproxy.proxy.migrate.read;

/**
 * Address in an nginx directive.
 *
 * @param host name or IP address, IPv6 without brackets; {@code *} for all addresses; empty if the directive has a port only
 * @param port as written; empty if the directive has none and there is no default
 */
record NginxAddress(String host, String port) {
    /** Parses {@code host:port}, {@code [ipv6]:port}, {@code *:port}, a host alone or a port alone. */
    static NginxAddress of(String text, String defaultPort) {
        if (text.matches("[0-9]{1,5}")) {
            return new NginxAddress("", text);
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        return new NginxAddress(host.replaceAll("^\\[|\\]$", ""), hasPort ? text.substring(colon + 1) : defaultPort);
    }

    /** Parses the host and the port of a URL. */
    static NginxAddress ofUrl(String url, String defaultPort) {
        return of(url.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", ""), defaultPort);
    }
}
