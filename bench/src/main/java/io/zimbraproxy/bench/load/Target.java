package io.zimbraproxy.bench.load;

import java.util.Optional;

/**
 * The server that a load connects to.
 *
 * @param port port on this machine
 * @param tls settings of the client's TLS; empty: no TLS
 */
public record Target(int port, Optional<TlsClient> tls) {}
