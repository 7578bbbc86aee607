package io.zimbraproxy.proxy.migrate.read;

/** A server and its port; an IPv6 address stands without brackets. */
record HostPort(String host, String port) {
    /** Reads {@code host:port}, {@code [::1]:port}, {@code *:port}, or one of the two alone. */
    static HostPort of(String text, String otherwise) {
        if (text.matches("[0-9]{1,5}")) {
            return new HostPort("", text);
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        return new HostPort(host.replaceAll("^\\[|\\]$", ""), hasPort ? text.substring(colon + 1) : otherwise);
    }

    /** Reads the server of a URL. */
    static HostPort ofUrl(String url, String otherwise) {
        return of(url.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", ""), otherwise);
    }
}
