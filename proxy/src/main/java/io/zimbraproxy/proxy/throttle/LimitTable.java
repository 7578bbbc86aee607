package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.Throttle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Which limits apply to whom: those of a domain where it has its own, else the general ones. */
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

    /** The limits for everybody. */
    public Throttle general() {
        return general;
    }

    /** True when open sessions are limited for anybody: without that nobody needs to count them. */
    public boolean limitsSessions() {
        return Stream.concat(Stream.of(general), byDomain.values().stream())
                .map(Throttle::sessions)
                .anyMatch(sessions -> sessions.perIp() > 0 || sessions.perUser() > 0);
    }

    /** The limits for an account, or for a login as it is typed; one without a domain has the general ones. */
    Throttle ofAccount(String account) {
        if (byDomain.isEmpty()) {
            return general;
        }
        return byDomain.getOrDefault(
                account.substring(account.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT), general);
    }

    /** The limits for a client that asked for this server name when TLS began; null when it named none. */
    Throttle ofHost(String serverName) {
        return byHost.find(serverName);
    }
}
