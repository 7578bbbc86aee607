package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.spec.ByVirtualHost;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates by server name: those of the exact name, else of a matching wildcard, else the default. */
public record CertificateStore(ByVirtualHost<CertificateSet> byName) {
    /** Returns the certificates for a server name; null is a client without server name. */
    public CertificateSet of(@Nullable String serverName) {
        return byName.find(serverName);
    }

    /** Returns all distinct certificates. */
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
