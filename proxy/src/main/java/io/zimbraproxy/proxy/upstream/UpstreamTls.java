package io.zimbraproxy.proxy.upstream;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;

/**
 * How connections to mailbox servers are encrypted.
 *
 * @param enabled whether they are
 * @param verify whether the server's certificate must be trusted and name the server
 * @param trust the authorities to trust; null: the platform's
 * @param startTls whether mail connections begin in the clear and are encrypted on request
 * @param context does it, where Vert.x does not; shared by all that were derived from one
 */
public record UpstreamTls(
        boolean enabled, boolean verify, TrustManagerFactory trust, boolean startTls, ClientContext context) {
    /** By the engine of this process. */
    public UpstreamTls(boolean enabled, boolean verify, TrustManagerFactory trust, boolean startTls) {
        this(enabled, verify, trust, startTls, new ClientContext(TlsEngine.chosen(), verify, trust));
    }

    /** TLS from the first byte, or none. */
    public UpstreamTls(boolean enabled, boolean verify, TrustManagerFactory trust) {
        this(enabled, verify, trust, false);
    }

    /** The same, with the authorities read: not for an event loop. */
    public UpstreamTls prepared() {
        if (enabled) {
            context.context();
        }
        return this;
    }

    /** The same, encrypted whatever the configuration says. */
    public UpstreamTls always() {
        return new UpstreamTls(true, verify, trust, false, context);
    }

    /** The same, in the clear. */
    public UpstreamTls never() {
        return new UpstreamTls(false, verify, trust, startTls, context);
    }

    /** Sets it up for a client of Vert.x. */
    public void configure(NetClientOptions options) {
        common(options);
        options.setSsl(enabled && !startTls);
        options.setHostnameVerificationAlgorithm(verify ? "HTTPS" : "");
    }

    /** The same for one that speaks HTTP. */
    public void configure(HttpClientOptions options) {
        common(options);
        options.setVerifyHost(verify);
    }

    private void common(ClientOptionsBase options) {
        options.setSsl(enabled);
        options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        if (!verify) {
            options.setTrustAll(true);
        } else if (trust != null) {
            options.setTrustOptions(TrustOptions.wrap(trust.getTrustManagers()[0]));
        }
    }
}
