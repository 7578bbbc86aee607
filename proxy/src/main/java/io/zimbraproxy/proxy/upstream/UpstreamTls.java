package io.zimbraproxy.proxy.upstream;

import io.vertx.core.http.HttpClientOptions;
import io.zimbraproxy.proxy.tls.ClientTls;

/**
 * How connections to mailbox servers are encrypted.
 *
 * @param enabled whether they are encrypted
 * @param startTls whether mail connections begin in plaintext, and are encrypted with STARTTLS or STLS
 * @param client the TLS set-up; shared by all variants of one configuration
 */
public record UpstreamTls(boolean enabled, boolean startTls, ClientTls client) {
    /** Returns this after the authorities are read. Blocks, so it must not be called on an event loop. */
    public UpstreamTls prepared() {
        if (enabled) {
            client.prepare();
        }
        return this;
    }

    /** Returns the variant that encrypts from the first byte, whatever the configuration says. */
    public UpstreamTls always() {
        return new UpstreamTls(true, false, client);
    }

    /** Returns the variant that does not encrypt. */
    public UpstreamTls never() {
        return new UpstreamTls(false, startTls, client);
    }

    /** Sets up an HTTP client of Vert.x. */
    public void configure(HttpClientOptions options) {
        options.setSsl(enabled);
        client.configure(options);
    }
}
