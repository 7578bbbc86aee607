package io.zimbraproxy.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.text.RootCause;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A TLS context for one certificate, one client certificate rule and one family of protocols. Sessions can be resumed only in the same
 * context. Safe for all threads.
 */
final class ServerContext {
    private static final int SECONDS_MAX = Integer.MAX_VALUE;

    private final SslContext context;
    private final @Nullable TicketKeys tickets;
    private final Staples staples;
    private final String fingerprint;
    private volatile long ticketEpoch = Long.MIN_VALUE;

    /**
     * Builds the context.
     *
     * @param staples of all certificates
     * @throws IllegalArgumentException with the reason if the engine does not support the policy
     */
    ServerContext(TlsPolicy policy, ContextKey key, ServerCertificate certificate, Staples staples) {
        this.staples = policy.staples() ? staples : none -> null;
        fingerprint = certificate.fingerprint();
        context = build(policy, key, certificate);
        boolean resumes = policy.tickets().enabled() && context.sessionContext() instanceof OpenSslSessionContext;
        tickets = resumes ? new TicketKeys(policy.tickets(), key.toString(), Clock.systemUTC()) : null;
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            // Sessions are resumed by tickets only: session caches for thousands of certificates would have no bound.
            sessions.setSessionCacheEnabled(false);
            sessions.setSessionTimeout(
                    (int) Math.min(SECONDS_MAX, policy.tickets().rotation().toSeconds()));
        }
    }

    private static SslContext build(TlsPolicy policy, ContextKey key, ServerCertificate certificate) {
        TlsEngine engine = TlsEngine.chosen();
        SslContextBuilder builder = SslContextBuilder.forServer(certificate.key(), certificate.chain())
                .sslProvider(engine.provider())
                .protocols(policy.versions())
                .ciphers(policy.ciphers())
                .enableOcsp(policy.staples())
                .applicationProtocolConfig(key.family().config());
        if (engine == TlsEngine.BORINGSSL) {
            builder.option(OpenSslContextOption.GROUPS, policy.curves().toArray(String[]::new));
        }
        key.auth().trust().ifPresent(trust -> builder.clientAuth(ClientAuth.OPTIONAL)
                .trustManager(trust.trustManagers()));
        try {
            return builder.build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(RootCause.message(unusable), unusable);
        }
    }

    SslHandler newHandler(ByteBufAllocator allocator) {
        renewTickets();
        SslHandler handler = context.newHandler(allocator);
        if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            prepare(engine);
        }
        return handler;
    }

    private void prepare(ReferenceCountedOpenSslEngine engine) {
        byte[] staple = staples.of(fingerprint);
        if (staple != null) {
            // BoringSSL sends it to clients that ask for one.
            engine.setOcspResponse(staple);
        }
        if (tickets == null) {
            refuseTickets(engine);
        }
    }

    /** Turns off tickets. Netty can do that only for the whole process, and otherwise uses keys of its own. */
    @SuppressWarnings("deprecation")
    private static void refuseTickets(ReferenceCountedOpenSslEngine engine) {
        SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
    }

    /** Rotates the keys if their period is over. Called for each handshake, so unused contexts need no timer. */
    private void renewTickets() {
        if (tickets == null) {
            return;
        }
        long now = tickets.epoch();
        if (now != ticketEpoch) {
            ((OpenSslSessionContext) context.sessionContext()).setTicketKeys(tickets.of(now));
            ticketEpoch = now;
        }
    }

    /** Releases the context. Must be called when no new connection can use it; existing connections continue. */
    void release() {
        ReferenceCountUtil.release(context);
    }
}
