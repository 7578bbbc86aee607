package io.zimbraproxy.proxy.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Shows each client the certificate of the name it asks for. One for a whole listener: a context for each name would be made
 * for whatever clients write there. Sessions are resumed under their own name only all the same, see {@link EngineByName}.
 */
final class KeysByName extends X509ExtendedKeyManager {
    private final CertificateStore certificates;
    /** By the name of its Secret, with which the aliases of a certificate begin. */
    private final Map<String, ServerCertificate> bySecret = new HashMap<>();

    KeysByName(CertificateStore certificates) {
        this.certificates = certificates;
        certificates.all().forEach(certificate -> bySecret.put(certificate.name(), certificate));
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        ServerCertificate chosen = certificates.of(nameAskedFor(engine));
        String alias = manager(chosen).chooseServerAlias(keyType, issuers, null);
        return alias == null ? null : chosen.name() + "/" + alias;
    }

    private static String nameAskedFor(SSLEngine engine) {
        if (!(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
            return null;
        }
        for (SNIServerName name : session.getRequestedServerNames()) {
            if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                return name instanceof SNIHostName host
                        ? host.getAsciiName()
                        : new SNIHostName(name.getEncoded()).getAsciiName();
            }
        }
        return null;
    }

    private static X509KeyManager manager(ServerCertificate certificate) {
        return (X509KeyManager) certificate.keys().getKeyManagers()[0];
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return managerOf(alias).getCertificateChain(ownAlias(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return managerOf(alias).getPrivateKey(ownAlias(alias));
    }

    private X509KeyManager managerOf(String alias) {
        return manager(bySecret.get(alias.substring(0, alias.indexOf('/'))));
    }

    private static String ownAlias(String alias) {
        return alias.substring(alias.indexOf('/') + 1);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
