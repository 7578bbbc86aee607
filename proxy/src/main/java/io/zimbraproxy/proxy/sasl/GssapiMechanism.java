package io.zimbraproxy.proxy.sasl;

import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * GSSAPI (RFC 4752) with Kerberos, without a security layer. The Java platform's provider does the work. Checking a
 * ticket may take long, so each step runs on another thread.
 */
final class GssapiMechanism implements SaslExchange {
    static final String NAME = "GSSAPI";

    private final KerberosAcceptor acceptor;
    private final String service;
    private KerberosAcceptor.@Nullable Session session;

    GssapiMechanism(KerberosAcceptor acceptor, String service) {
        this.acceptor = acceptor;
        this.service = service;
    }

    @Override
    public SaslStep begin() {
        return SaslStep.Challenge.EMPTY;
    }

    @Override
    public SaslStep next(byte[] message) {
        return new SaslStep.Work(() -> step(message));
    }

    private SaslStep step(byte[] message) {
        try {
            if (session == null) {
                session = acceptor.open(service);
            }
            byte[] challenge = session.evaluate(message);
            return session.isComplete()
                    ? new SaslStep.Done(session.finish())
                    : new SaslStep.Challenge(challenge == null ? new byte[0] : challenge);
        } catch (SaslException refused) {
            return new SaslStep.Failed(acceptor.reason(refused));
        }
    }
}
