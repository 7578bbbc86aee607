package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/** The TLS settings of clients: BoringSSL, TLS 1.3. Clients trust all certificates, so that they use little CPU time. */
public final class TlsClient {
    private final SslContext context;
    private final String serverName;

    private TlsClient(SslContext context, String serverName) {
        this.context = context;
        this.serverName = serverName;
    }

    /**
     * Creates the settings for a server name.
     *
     * @param resumes true: offer the ticket of an earlier connection; false: each handshake is a full one
     */
    public static TlsClient of(String serverName, boolean resumes, String... alpn) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .protocols("TLSv1.3");
            if (alpn.length > 0) {
                builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        alpn));
            }
            SslContext context = builder.build();
            ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(resumes);
            return new TlsClient(context, serverName);
        } catch (SSLException e) {
            throw new IllegalStateException("cannot create the clients' TLS context: " + e.getMessage(), e);
        }
    }

    SslHandler handler(ByteBufAllocator buffers, int port) {
        return context.newHandler(buffers, serverName, port);
    }
}
