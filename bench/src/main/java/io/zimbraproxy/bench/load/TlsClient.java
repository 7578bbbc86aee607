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

/** How clients begin TLS: BoringSSL, TLS 1.3. They believe every certificate, so that only the servers' work counts. */
public final class TlsClient {
    private final SslContext context;
    private final String serverName;

    private TlsClient(SslContext context, String serverName) {
        this.context = context;
        this.serverName = serverName;
    }

    /** {@code resumes}: offers the ticket of an earlier connection, else every handshake is a full one. */
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
            throw new IllegalStateException("no TLS for the clients: " + e.getMessage(), e);
        }
    }

    SslHandler handler(ByteBufAllocator buffers, int port) {
        return context.newHandler(buffers, serverName, port);
    }
}
