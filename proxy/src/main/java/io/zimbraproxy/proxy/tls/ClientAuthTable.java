package io.zimbraproxy.proxy.tls;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The host names for which the proxy requests client certificates. */
public record ClientAuthTable(ByVirtualHost<ClientAuth> byName) {
    /** Returns the rule for a host name; null is a client without server name. */
    public ClientAuth of(@Nullable String hostName) {
        return byName.find(hostName);
    }

    /** Returns all distinct rules. */
    public Collection<ClientAuth> all() {
        Set<ClientAuth> all = new LinkedHashSet<>();
        all.add(byName.fallback());
        all.addAll(byName.byName().values());
        return all;
    }
}
