package io.zimbraproxy.proxy.sasl;

import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * Accepts Kerberos tickets for the services in a keytab. The file is read again for every ticket, so a new one needs no
 * restart. Blocks; safe for all threads.
 */
public final class KerberosAcceptor {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final Path keytab;
    private final Subject subject;

    private KerberosAcceptor(Path keytab, Subject subject) {
        this.keytab = keytab;
        this.subject = subject;
    }

    /** An acceptor with the keys in this file; throws when the platform has no Kerberos for servers. */
    public static KerberosAcceptor of(Path keytab) throws LoginException {
        Map<String, String> options = Map.of(
                "principal", "*",
                "useKeyTab", "true",
                "keyTab", keytab.toString(),
                "storeKey", "true",
                "doNotPrompt", "true",
                "isInitiator", "false");
        AppConfigurationEntry entry =
                new AppConfigurationEntry(MODULE, AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options);
        LoginContext login = new LoginContext("accept", new Subject(), null, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        });
        login.login();
        return new KerberosAcceptor(keytab, login.getSubject());
    }

    /** What went wrong, for the log of the administrator: the innermost words are those of Kerberos. */
    String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "GSSAPI with the keytab " + keytab.getFileName() + ": " + cause.getMessage();
    }

    /** A conversation with one client of a service, {@code imap} or {@code pop}, at whatever host name it asked for. */
    Session open(String service) throws SaslException {
        Session session = new Session();
        session.server = inSubject(() ->
                Sasl.createSaslServer(GssapiMechanism.NAME, service, null, Map.of(Sasl.QOP, "auth"), session::answer));
        if (session.server == null) {
            throw new SaslException("this platform has no GSSAPI for servers; native images have none");
        }
        return session;
    }

    /** One client. */
    final class Session {
        private SaslServer server;
        private String principal;

        SaslServer server() {
            return server;
        }

        /** Who the client is, once complete. */
        String principal() {
            return principal;
        }

        byte[] evaluate(byte[] message) throws SaslException {
            return inSubject(() -> server.evaluateResponse(message));
        }

        void close() throws SaslException {
            server.dispose();
        }

        /** Whether somebody may act as somebody else is the mailbox server's to say: it gets both names. */
        private void answer(Callback[] questions) {
            for (Callback question : questions) {
                if (question instanceof AuthorizeCallback authorize) {
                    principal = authorize.getAuthenticationID();
                    authorize.setAuthorized(true);
                }
            }
        }
    }

    private <T> T inSubject(PrivilegedExceptionAction<T> action) throws SaslException {
        try {
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException failed) {
            throw failed.getException() instanceof SaslException sasl
                    ? sasl
                    : new SaslException("GSSAPI failed", failed.getException());
        }
    }
}
