package io.zimbraproxy.proxy.tls;

import org.jspecify.annotations.Nullable;

/** The TLS contexts of the active configuration. All new handshakes use them, also those of older connections. Safe for all threads. */
public final class ActiveTls {
    private volatile @Nullable ServerContexts contexts;

    /** Returns the contexts; null if no listener has TLS. */
    public @Nullable ServerContexts get() {
        return contexts;
    }

    /** Sets the contexts for new handshakes; null for none. */
    public void set(@Nullable ServerContexts next) {
        contexts = next;
    }
}
