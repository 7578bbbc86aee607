package io.zimbraproxy.proxy.tls;

/** The TLS contexts of the configuration in force: handshakes use them, whenever their connection began. */
public final class ActiveTls {
    private volatile ServerContexts contexts;

    /** Null when no listener does TLS. */
    public ServerContexts get() {
        return contexts;
    }

    /** New handshakes use these; null for none. */
    public void set(ServerContexts next) {
        contexts = next;
    }
}
