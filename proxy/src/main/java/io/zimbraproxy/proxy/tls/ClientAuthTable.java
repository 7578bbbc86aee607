package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which clients show a certificate: those of some host names, or all others. */
public record ClientAuthTable(ByVirtualHost<ClientAuth> byName) {
    /** What is asked of clients of this host name, which may be null. */
    public ClientAuth of(String hostName) {
        return byName.find(hostName);
    }

    /** All that is asked of anybody, each once. */
    public Collection<ClientAuth> all() {
        Set<ClientAuth> all = new LinkedHashSet<>();
        all.add(byName.fallback());
        all.addAll(byName.byName().values());
        return all;
    }
}
