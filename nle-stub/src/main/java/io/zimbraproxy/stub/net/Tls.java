package io.zimbraproxy.stub.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.Optional;

/** Turns TLS on for a server. */
final class Tls {

    private Tls() {}

    static void configure(TCPSSLOptions options, Optional<PemPair> pair) {
        pair.ifPresent(present -> options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(present.certificate()))
                        .addKeyValue(Buffer.buffer(present.key()))));
    }
}
