package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.MailDomain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Completes a bare user name with a domain: by {@code X-Proxy-Host} for the protocol {@code http}, by {@code X-Proxy-IP} for
 * all other protocols (also {@code httpssl}), else with the default domain. Without any of these the name stays bare.
 */
final class Qualifier {

    private final Directory directory;
    private final @Nullable String defaultDomain;

    Qualifier(Directory directory, @Nullable String defaultDomain) {
        this.directory = directory;
        this.defaultDomain = defaultDomain;
    }

    String qualify(String user, LookupRequest request) {
        if (user.contains("@")) {
            return user;
        }
        Optional<MailDomain> domain =
                request.header("Auth-Protocol").filter("http"::equals).isPresent()
                        ? request.header("X-Proxy-Host").flatMap(this::byVirtualHost)
                        : request.header("X-Proxy-IP").flatMap(this::byVirtualAddress);
        Optional<String> name = domain.map(MailDomain::name).or(() -> Optional.ofNullable(defaultDomain));
        return name.map(found -> user + "@" + found).orElse(user);
    }

    private Optional<MailDomain> byVirtualHost(String host) {
        return directory.domainWhere(domain -> domain.virtualHosts().contains(host));
    }

    private Optional<MailDomain> byVirtualAddress(String address) {
        return directory.domainWhere(domain -> domain.virtualAddresses().contains(address));
    }
}
