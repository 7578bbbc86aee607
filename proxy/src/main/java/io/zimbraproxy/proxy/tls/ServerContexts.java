package io.zimbraproxy.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * TLS for clients as one configuration has it: a context for each certificate, way to ask for client certificates and family
 * of protocols, made when the first client wants it. Their number is bounded by the configuration, whatever names clients
 * ask for. Safe for all threads.
 */
public final class ServerContexts {
    private final TlsPolicy policy;
    private final CertificateStore certificates;
    private final ClientAuthTable book;
    private final Staples staples;
    private final Map<ContextKey, ServerContext> contexts = new ConcurrentHashMap<>();

    /** {@code staples}: the same for all that follow each other, as contexts are taken over with them. */
    public ServerContexts(TlsPolicy policy, CertificateStore certificates, ClientAuthTable book, Staples staples) {
        this.policy = policy;
        this.certificates = certificates;
        this.book = book;
        this.staples = staples;
    }

    /** Takes over the contexts that are the same here, with the sessions that can be resumed in them. */
    public void adopt(ServerContexts before) {
        if (!before.policy.equals(policy)) {
            return;
        }
        Set<String> shown =
                certificates.all().stream().map(ServerCertificate::fingerprint).collect(Collectors.toSet());
        before.contexts.forEach((key, context) -> {
            if (shown.contains(key.certificate())) {
                contexts.put(key, context);
            }
        });
    }

    /** Releases what {@code next}, which took this one's place, does not use; when no thread uses this one any more. */
    public void release(ServerContexts next) {
        contexts.forEach((key, context) -> {
            if (next == null || next.contexts.get(key) != context) {
                context.release();
            }
        });
    }

    public TlsPolicy policy() {
        return policy;
    }

    /** What is asked of clients of this name, which may be null; on mail ports nobody is asked. */
    ClientAuth auth(String serverName, AlpnFamily family) {
        return family == AlpnFamily.WEB ? book.of(serverName) : ClientAuth.NONE;
    }

    SslHandler newHandler(ClientHello hello, ClientAuth auth, AlpnFamily family, ByteBufAllocator allocator) {
        ServerCertificate certificate = certificates.of(hello.serverName()).forClient(hello);
        ContextKey key = new ContextKey(certificate.fingerprint(), auth, family);
        SslHandler handler = contexts.computeIfAbsent(
                        key, first -> new ServerContext(policy, first, certificate, staples))
                .newHandler(allocator);
        handler.setHandshakeTimeout(policy.handshake().toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }
}
