package io.zimbraproxy.proxy.tls.ocsp;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A client of OCSP servers. */
interface OcspResponder {
    /**
     * Sends a request without blocking.
     *
     * @param request in DER
     * @return the response, not checked yet; fails within a bounded time with a message for administrators
     */
    CompletableFuture<byte[]> send(URI server, byte[] request);
}
