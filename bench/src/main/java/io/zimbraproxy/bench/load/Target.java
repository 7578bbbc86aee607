package io.zimbraproxy.bench.load;

import java.util.Optional;

/**
 * Where a load connects.
 *
 * @param port on this machine
 * @param tls how it begins TLS, if it does
 */
public record Target(int port, Optional<TlsClient> tls) {}
