package io.zimbraproxy.proxy.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards servers: which versions are offered, and how a server's certificate is checked. Sets up Netty channels,
 * with one context that is built when it is first needed, and clients of Vert.x. Safe for all threads.
 */
public final class ClientTls {
    private static final String HOST_NAME_CHECK = "HTTPS";

    private final TlsEngine engine;
    private final boolean verify;
    private final @Nullable TrustManagerFactory trust;
    private @Nullable SslContext context;

    /**
     * Uses the engine of this process.
     *
     * @param verify whether the server's certificate must be trusted and name the server
     * @param trust the trusted authorities; null for those of the platform
     */
    public ClientTls(boolean verify, @Nullable TrustManagerFactory trust) {
        this(TlsEngine.chosen(), verify, trust);
    }

    /** Does the same with another engine. */
    public ClientTls(TlsEngine engine, boolean verify, @Nullable TrustManagerFactory trust) {
        this.engine = engine;
        this.verify = verify;
        this.trust = trust;
    }

    /** Reads the authorities and builds the context. Blocks, so it must not be called on an event loop. */
    public void prepare() {
        context();
    }

    /**
     * Creates the handler for a connection to a server. The certificate must name the host of the address. A host name
     * is sent in the handshake, an IP address is not (RFC 6066 section 3).
     */
    public SslHandler handler(Channel channel, InetSocketAddress server) {
        return context().newHandler(channel.alloc(), withoutRootDot(server.getHostString()), server.getPort());
    }

    /** Names in certificates have no trailing dot. */
    private static String withoutRootDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private synchronized SslContext context() {
        if (context == null) {
            try {
                context = SslContextBuilder.forClient()
                        .sslProvider(provider())
                        .protocols(TlsPolicy.VERSIONS)
                        .trustManager(verify ? trust : InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(verify ? HOST_NAME_CHECK : null)
                        .build();
            } catch (SSLException impossible) {
                throw new IllegalStateException("no TLS towards servers: " + impossible.getMessage(), impossible);
            }
        }
        return context;
    }

    /**
     * Returns the flavour of BoringSSL whose contexts the garbage collector frees. Nothing knows when this context
     * could be released: connections outlive the configuration that they were made with. What a connection holds is
     * freed when it closes, in both flavours.
     */
    private SslProvider provider() {
        return engine == TlsEngine.BORINGSSL ? SslProvider.OPENSSL : engine.provider();
    }

    /** Sets up the certificate check of a Vert.x client; the caller decides whether the client uses TLS. */
    public void configure(NetClientOptions options) {
        configureTrust(options);
        options.setHostnameVerificationAlgorithm(verify ? HOST_NAME_CHECK : "");
    }

    /** Does the same for an HTTP client. */
    public void configure(HttpClientOptions options) {
        configureTrust(options);
        options.setVerifyHost(verify);
    }

    private void configureTrust(ClientOptionsBase options) {
        options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(TlsPolicy.VERSIONS));
        if (!verify) {
            options.setTrustAll(true);
        } else if (trust != null) {
            options.setTrustOptions(TrustOptions.wrap(trust.getTrustManagers()[0]));
        }
    }
}
