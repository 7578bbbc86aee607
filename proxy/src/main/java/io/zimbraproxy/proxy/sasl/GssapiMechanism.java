package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * GSSAPI (RFC 4752) with Kerberos, without a security layer. The platform's provider speaks it; checking a ticket may take
 * its time, so every step is work for another thread.
 */
final class GssapiMechanism implements SaslExchange {
    static final String NAME = "GSSAPI";

    private final KerberosAcceptor acceptor;
    private final String service;
    private KerberosAcceptor.Session session;

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
            SaslServer server = session.server();
            if (!server.isComplete()) {
                return new SaslStep.Challenge(challenge == null ? new byte[0] : challenge);
            }
            String actAs = server.getAuthorizationID();
            session.close();
            return new SaslStep.Done(new Credentials(
                    Credentials.Form.GSSAPI,
                    actAs.getBytes(StandardCharsets.UTF_8),
                    session.principal().getBytes(StandardCharsets.UTF_8),
                    new byte[0]));
        } catch (SaslException refused) {
            return new SaslStep.Failed(acceptor.reason(refused));
        }
    }
}
