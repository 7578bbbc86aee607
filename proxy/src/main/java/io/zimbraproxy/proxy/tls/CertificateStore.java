package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.ByVirtualHost;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which certificates are shown for which server name: the exact name's, else those of its wildcard, else the default. */
public record CertificateStore(ByVirtualHost<CertificateSet> byName) {
    /** The certificates to show to a client that asks for this name, which may be null. */
    public CertificateSet of(String serverName) {
        return byName.find(serverName);
    }

    /** All of them, each once. */
    public Collection<ServerCertificate> all() {
        Map<String, ServerCertificate> all = new LinkedHashMap<>();
        add(byName.fallback(), all);
        byName.byName().values().forEach(set -> add(set, all));
        return all.values();
    }

    private static void add(CertificateSet set, Map<String, ServerCertificate> all) {
        set.all().forEach(certificate -> all.putIfAbsent(certificate.name(), certificate));
    }
}
