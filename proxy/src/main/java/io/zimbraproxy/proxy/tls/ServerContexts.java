package io.zimbraproxy.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The TLS contexts of one configuration: one per combination of certificate, client certificate rule and protocol family. A context is
 * created when the first client needs it. Their number is bounded by the configuration, not by the names that clients send. Safe for all
 * threads.
 */
public final class ServerContexts {
    private final TlsPolicy policy;
    private final CertificateStore certificates;
    private final ClientAuthTable clientAuth;
    private final Staples staples;
    private final Map<ContextKey, ServerContext> contexts = new ConcurrentHashMap<>();

    /** Creates no contexts yet. All successors must have the same {@code staples}, because they adopt contexts that use it. */
    public ServerContexts(
            TlsPolicy policy, CertificateStore certificates, ClientAuthTable clientAuth, Staples staples) {
        this.policy = policy;
        this.certificates = certificates;
        this.clientAuth = clientAuth;
        this.staples = staples;
    }

    /** Adopts the contexts of the previous configuration that are unchanged, so that their sessions can be resumed. */
    public void adopt(ServerContexts before) {
        if (!before.policy.equals(policy)) {
            return;
        }
        Set<String> current =
                certificates.all().stream().map(ServerCertificate::fingerprint).collect(Collectors.toSet());
        before.contexts.forEach((key, context) -> {
            if (current.contains(key.certificate())) {
                contexts.put(key, context);
            }
        });
    }

    /** Releases the contexts that its successor has not adopted. Must be called when no thread uses this object any more. */
    public void release(@Nullable ServerContexts next) {
        contexts.forEach((key, context) -> {
            if (next == null || next.contexts.get(key) != context) {
                context.release();
            }
        });
    }

    public TlsPolicy policy() {
        return policy;
    }

    /** Returns the client certificate rule for a server name or null. Mail listeners do not request client certificates. */
    ClientAuth auth(@Nullable String serverName, AlpnFamily family) {
        return family == AlpnFamily.WEB ? clientAuth.of(serverName) : ClientAuth.NONE;
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
