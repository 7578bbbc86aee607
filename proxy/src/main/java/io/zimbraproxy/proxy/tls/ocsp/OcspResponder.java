package io.zimbraproxy.proxy.tls.ocsp;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Whoever answers for authorities. */
interface OcspResponder {
    /**
     * Asks a server and does not wait.
     *
     * @param request in DER form
     * @return the answer, not looked at yet; fails with a text for people within a bounded time
     */
    CompletableFuture<byte[]> ask(URI server, byte[] request);
}
