package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Throttle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The limits of each domain: its own if it has any, else the general ones. */
public final class LimitTable {
    private final Throttle general;
    private final Map<String, Throttle> byDomain = new HashMap<>();
    private final ByVirtualHost<Throttle> byHost;

    public LimitTable(Throttle general, List<Domain> domains) {
        this.general = general;
        for (Domain domain : domains) {
            if (domain.throttle() != null) {
                Throttle own = general.with(domain.throttle());
                byDomain.put(domain.name().toLowerCase(Locale.ROOT), own);
            }
        }
        byHost = ByVirtualHost.of(
                general, domains, domain -> byDomain.get(domain.name().toLowerCase(Locale.ROOT)));
    }

    /** Returns the limits of all domains without their own. */
    public Throttle general() {
        return general;
    }

    /** Returns whether any domain limits open sessions. If none does, sessions need not be counted. */
    public boolean limitsSessions() {
        return Stream.concat(Stream.of(general), byDomain.values().stream())
                .map(Throttle::sessions)
                .anyMatch(sessions -> sessions.perIp() > 0 || sessions.perUser() > 0);
    }

    /** Returns the limits of an account or a login name. A name without a domain has the general limits. */
    Throttle ofAccount(String account) {
        if (byDomain.isEmpty()) {
            return general;
        }
        return byDomain.getOrDefault(
                account.substring(account.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT), general);
    }

    /** Returns the limits for clients of this host name: the server name of TLS or of an HTTP request; null if there is none. */
    Throttle ofHost(@Nullable String serverName) {
        return byHost.find(serverName);
    }
}
