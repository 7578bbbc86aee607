package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which certificate is shown for which server name: the exact name's, else that of its wildcard, else the default. */
public record CertificateStore(ByVirtualHost<ServerCertificate> byName) {
    /** The certificate to show to a client that asks for this name, which may be null. */
    public ServerCertificate of(String serverName) {
        return byName.find(serverName);
    }

    /** All of them, each once. */
    public Collection<ServerCertificate> all() {
        Set<ServerCertificate> all = new LinkedHashSet<>();
        all.add(byName.fallback());
        all.addAll(byName.byName().values());
        return all;
    }
}
