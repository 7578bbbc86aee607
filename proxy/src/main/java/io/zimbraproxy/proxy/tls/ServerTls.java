package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;

/** Puts the certificates and the TLS policy into a listener's options. */
public record ServerTls(CertificateStore certificates, Set<String> versions, List<String> ciphers, Duration handshake) {
    /** {@code implicit}: TLS begins with the connection; else it may be started later. */
    public void configure(NetServerOptions options, boolean implicit) {
        options.setSsl(implicit)
                .setSslEngineOptions(new EngineByName())
                .setKeyCertOptions(new StoreOptions(certificates))
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(versions))
                .setSslHandshakeTimeout(handshake.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        ciphers.forEach(options::addEnabledCipherSuite);
    }

    /** The store as Vert.x asks it. */
    private record StoreOptions(CertificateStore certificates) implements KeyCertOptions {
        @Override
        public KeyCertOptions copy() {
            return this;
        }

        @Override
        public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
            return new KeyManagerFactoryWrapper(new KeysByName(certificates));
        }

        /** Names are the key manager's business. */
        @Override
        public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
            return name -> null;
        }
    }
}
