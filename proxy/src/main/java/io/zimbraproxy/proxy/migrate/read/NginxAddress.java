package io.zimbraproxy.proxy.migrate.read;

/** Address and port as nginx writes them; IPv6 without brackets. */
record NginxAddress(String host, String port) {
    /** Reads {@code host:port}, {@code [::1]:port}, {@code *:port}, or one of the two alone. */
    static NginxAddress of(String text, String otherwise) {
        if (text.matches("[0-9]{1,5}")) {
            return new NginxAddress("", text);
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        return new NginxAddress(host.replaceAll("^\\[|\\]$", ""), hasPort ? text.substring(colon + 1) : otherwise);
    }

    /** Reads host and port of a URL. */
    static NginxAddress ofUrl(String url, String otherwise) {
        return of(url.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", ""), otherwise);
    }
}
