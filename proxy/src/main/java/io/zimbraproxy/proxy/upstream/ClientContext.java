package io.zimbraproxy.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards mailbox servers: one context, made when it is first needed. Safe for all threads. */
final class ClientContext {
    private final TlsEngine engine;
    private final boolean verify;
    private final TrustManagerFactory trust;
    private SslContext context;

    /** {@code trust}: the authorities; null: the platform's. Nobody is asked who he is unless {@code verify}. */
    ClientContext(TlsEngine engine, boolean verify, TrustManagerFactory trust) {
        this.engine = engine;
        this.verify = verify;
        this.trust = trust;
    }

    /**
     * For a connection to this server, whose certificate has to name it as the address does: by its name where it has one.
     * Names go into the handshake, addresses do not (RFC 6066 section 3).
     */
    SslHandler handler(Channel channel, InetSocketAddress server) {
        return context().newHandler(channel.alloc(), name(server.getHostString()), server.getPort());
    }

    /** Certificates hold names without the dot of the root. */
    private static String name(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Reads the authorities at the first call. */
    synchronized SslContext context() {
        if (context == null) {
            try {
                context = SslContextBuilder.forClient()
                        .sslProvider(provider())
                        .protocols("TLSv1.3", "TLSv1.2")
                        .trustManager(verify ? trust : InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(verify ? "HTTPS" : null)
                        .build();
            } catch (SSLException impossible) {
                throw new IllegalStateException(
                        "no TLS towards mailbox servers: " + impossible.getMessage(), impossible);
            }
        }
        return context;
    }

    /**
     * Not the counted flavour of BoringSSL: this context has no moment of its end. Connections outlive the configuration they were
     * made by, so it goes when the last of them has. What a connection holds is freed when it closes in both flavours.
     */
    private SslProvider provider() {
        return engine == TlsEngine.BORINGSSL ? SslProvider.OPENSSL : engine.provider();
    }
}
