package io.zimbraproxy.proxy.sasl;

import io.zimbraproxy.crds.text.RootCause;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/**
 * Accepts Kerberos tickets for the services in a keytab. The keytab is read again for each ticket, so a new keytab
 * needs no restart. Blocks; safe for all threads.
 */
public final class KerberosAcceptor {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final Path keytab;
    private final Subject subject;

    private KerberosAcceptor(Path keytab, Subject subject) {
        this.keytab = keytab;
        this.subject = subject;
    }

    /**
     * Creates an acceptor with the keys of a file.
     *
     * @throws LoginException if the platform has no Kerberos for servers
     */
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

    /** Returns why a client was refused, for the log. The innermost exception has the message of Kerberos. */
    String reason(Throwable fault) {
        return "GSSAPI with the keytab " + keytab.getFileName() + ": " + RootCause.message(fault);
    }

    /**
     * Begins a conversation with one client of a service, {@code imap} or {@code pop}, under any host name of the
     * keytab.
     */
    Session open(String service) throws SaslException {
        Principal principal = new Principal();
        SaslServer server = inSubject(() -> Sasl.createSaslServer(
                GssapiMechanism.NAME, service, null, Map.of(Sasl.QOP, "auth"), principal::authorize));
        if (server == null) {
            throw new SaslException("this platform has no GSSAPI for servers; native images have none");
        }
        return new Session(server, principal);
    }

    /** The conversation with one client. */
    final class Session {
        private final SaslServer server;
        private final Principal principal;

        private Session(SaslServer server, Principal principal) {
            this.server = server;
            this.principal = principal;
        }

        /** Handles a message of the client; returns the next challenge, or null if there is none. */
        byte @Nullable [] evaluate(byte[] message) throws SaslException {
            return inSubject(() -> server.evaluateResponse(message));
        }

        boolean isComplete() {
            return server.isComplete();
        }

        /** Ends a complete conversation, and returns the user that the client has proved to be. */
        Credentials finish() throws SaslException {
            String authorizationId = server.getAuthorizationID();
            server.dispose();
            if (principal.name == null) {
                throw new SaslException("the ticket names no principal");
            }
            return new Credentials(
                    Credentials.Form.GSSAPI,
                    authorizationId.getBytes(StandardCharsets.UTF_8),
                    principal.name.getBytes(StandardCharsets.UTF_8),
                    new byte[0]);
        }
    }

    /** The Kerberos principal of a client. */
    private static final class Principal {
        private @Nullable String name;

        /** Allows every authorization identity: the mailbox server gets both names, and decides. */
        private void authorize(Callback[] callbacks) {
            for (Callback callback : callbacks) {
                if (callback instanceof AuthorizeCallback authorize) {
                    name = authorize.getAuthenticationID();
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
