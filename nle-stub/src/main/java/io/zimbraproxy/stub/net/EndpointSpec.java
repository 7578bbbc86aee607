package io.zimbraproxy.stub.net;

import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.Optional;

/**
 * The name, address and certificate of one port.
 *
 * @param target name of the port in faults and in the journal
 * @param kind kind of protocol
 * @param host address to listen on
 * @param port port to listen on, 0 for any free port
 * @param tls the certificate; empty: no TLS
 */
public record EndpointSpec(String target, Endpoint.Kind kind, String host, int port, Optional<PemPair> tls) {}
