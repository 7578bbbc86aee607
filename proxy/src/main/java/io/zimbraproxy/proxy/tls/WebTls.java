package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * TLS for web listeners. There is one context for each way to ask for client certificates, not for each name: the certificate
 * is chosen by name within it, and sessions of different ways are never resumed across.
 */
public final class WebTls {
    /** HTTP/2 first; clients that want none of these are turned away: they may be somebody else's (ALPACA). */
    private static final ApplicationProtocolConfig PROTOCOLS = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.FATAL_ALERT,
            SelectedListenerFailureBehavior.ACCEPT,
            "h2",
            "http/1.1",
            "http/1.0");

    private final ClientAuthBook book;
    private final Duration handshake;
    private final Map<ClientAuth, SslContext> contexts = new HashMap<>();

    public WebTls(ServerTls tls, ClientAuthBook book) {
        this.book = book;
        handshake = tls.handshake();
        for (ClientAuth auth : book.all()) {
            contexts.put(auth, context(tls, auth));
        }
    }

    private static SslContext context(ServerTls tls, ClientAuth auth) {
        SslContextBuilder builder = SslContextBuilder.forServer(new KeysByName(tls.certificates()))
                .sslProvider(SslProvider.JDK)
                .protocols(tls.versions())
                .applicationProtocolConfig(PROTOCOLS);
        if (!tls.ciphers().isEmpty()) {
            builder.ciphers(tls.ciphers());
        }
        auth.trust().ifPresent(trust -> builder.clientAuth(io.netty.handler.ssl.ClientAuth.OPTIONAL)
                .trustManager(trust.trustManagers()));
        try {
            return new ContextByName(builder.build());
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new IllegalStateException("TLS cannot be set up: " + unusable.getMessage(), unusable);
        }
    }

    /** What is asked of clients of this name. */
    public ClientAuth auth(String serverName) {
        return book.of(serverName);
    }

    SslContext context(ClientAuth auth) {
        return contexts.get(auth);
    }

    Duration handshake() {
        return handshake;
    }
}
