package io.zimbraproxy.proxy.upstream;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;

/**
 * How connections to mailbox servers are encrypted.
 *
 * @param enabled whether they are
 * @param verify whether the server's certificate must be trusted and name the server
 * @param trust the authorities to trust; null: the platform's
 * @param startTls whether mail connections begin in the clear and are encrypted on request
 */
public record UpstreamTls(boolean enabled, boolean verify, TrustManagerFactory trust, boolean startTls) {
    /** TLS from the first byte, or none. */
    public UpstreamTls(boolean enabled, boolean verify, TrustManagerFactory trust) {
        this(enabled, verify, trust, false);
    }

    /** The same, encrypted whatever the configuration says. */
    public UpstreamTls always() {
        return new UpstreamTls(true, verify, trust, false);
    }

    /** The same, in the clear. */
    public UpstreamTls never() {
        return new UpstreamTls(false, verify, trust, startTls);
    }

    /** Sets it up for mail, or for web connections. */
    public void configure(NetClientOptions options) {
        common(options);
        options.setSsl(enabled && !startTls);
        options.setHostnameVerificationAlgorithm(verify ? "HTTPS" : "");
    }

    /** Sets it up for web. */
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
