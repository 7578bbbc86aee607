package io.zimbraproxy.proxy.it.stage;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** TLS contexts of the client and the mailbox server in a dialogue. Both use one authority. */
public final class DialogueTls {
    private final CertificateAuthority authority;
    private final SSLContext client;
    private final Map<String, SSLContext> servers = new HashMap<>();

    public DialogueTls(CertificateAuthority authority) throws IOException {
        this.authority = authority;
        JdkSslContext context = (JdkSslContext) SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(authority.certificate())
                .build();
        client = context.context();
    }

    public SSLContext client() {
        return client;
    }

    /** Returns the context of a server with a certificate for this host. */
    public SSLContext server(String host) throws IOException {
        SSLContext known = servers.get(host);
        if (known != null) {
            return known;
        }
        PemPair pair = authority.issue(KeyType.ECDSA_P256, List.of(host));
        JdkSslContext context =
                (JdkSslContext) SslContextBuilder.forServer(stream(pair.certificate()), stream(pair.key()))
                        .sslProvider(SslProvider.JDK)
                        .build();
        servers.put(host, context.context());
        return context.context();
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
