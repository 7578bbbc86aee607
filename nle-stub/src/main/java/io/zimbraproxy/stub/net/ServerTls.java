package io.zimbraproxy.stub.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.Optional;

/** The TLS options of a server. */
final class ServerTls {

    private ServerTls() {}

    static void configure(TCPSSLOptions options, Optional<PemPair> pair) {
        pair.ifPresent(present -> options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(present.certificate()))
                        .addKeyValue(Buffer.buffer(present.key()))));
    }
}
