package io.zimbraproxy.stub.net;

import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.Optional;

/**
 * Where one port listens, and under which name.
 *
 * @param target its name for faults and the journal
 * @param kind what is spoken there
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param tls the certificate, if TLS begins at once
 */
public record Place(String target, Endpoint.Kind kind, String host, int port, Optional<PemPair> tls) {}
