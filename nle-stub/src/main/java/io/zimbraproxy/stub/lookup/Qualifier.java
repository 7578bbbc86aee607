package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.Domain;
import java.util.Optional;

/**
 * Makes a full address of a bare name: by {@code X-Proxy-Host} for the protocol {@code http}, by {@code X-Proxy-IP} for every
 * other one ({@code httpssl} too), else with the default domain, else not at all.
 */
final class Qualifier {

    private final Directory directory;
    private final String defaultDomain;

    Qualifier(Directory directory, String defaultDomain) {
        this.directory = directory;
        this.defaultDomain = defaultDomain;
    }

    String qualify(String user, LookupRequest request) {
        if (user.contains("@")) {
            return user;
        }
        Optional<Domain> domain =
                request.header("Auth-Protocol").filter("http"::equals).isPresent()
                        ? request.header("X-Proxy-Host").flatMap(this::byVirtualHost)
                        : request.header("X-Proxy-IP").flatMap(this::byVirtualAddress);
        Optional<String> name = domain.map(Domain::name).or(() -> Optional.ofNullable(defaultDomain));
        return name.map(found -> user + "@" + found).orElse(user);
    }

    private Optional<Domain> byVirtualHost(String host) {
        return directory.domainWhere(domain -> domain.virtualHosts().contains(host));
    }

    private Optional<Domain> byVirtualAddress(String address) {
        return directory.domainWhere(domain -> domain.virtualAddresses().contains(address));
    }
}
