package io.zimbraproxy.stub.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The accounts and domains of a configuration, found by any of their names. Safe for all threads. */
public final class Directory {

    private final Map<String, Account> byName = new ConcurrentHashMap<>();
    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final Map<String, Domain> domains = new HashMap<>();
    private final Map<String, String> domainAliases = new HashMap<>();

    public Directory(StubConfig config) {
        for (Account account : config.accounts()) {
            put(account);
        }
        for (Domain domain : config.domains()) {
            domains.put(domain.name(), domain);
            domain.aliases().forEach(alias -> domainAliases.put(alias, domain.name()));
        }
    }

    private void put(Account account) {
        byName.put(account.name(), account);
        account.aliases().forEach(alias -> byName.put(alias, account));
        byId.put(account.zimbraId(), account);
    }

    /** The account as it is from now on: on another mailbox server. */
    public Account move(String name, String mailbox) {
        Account moved = byName(name)
                .orElseThrow(() -> new IllegalArgumentException("no account '" + name + "'"))
                .withMailbox(mailbox);
        put(moved);
        return moved;
    }

    /** By full address, alias, or address in an alias domain; case does not matter. */
    public Optional<Account> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Account found = byName.get(wanted);
        return found != null ? Optional.of(found) : byAliasDomain(wanted);
    }

    public Optional<Account> byId(String zimbraId) {
        return Optional.ofNullable(byId.get(zimbraId));
    }

    public Optional<Account> byKerberosPrincipal(String principal) {
        return find(account -> principal.equals(account.kerberosPrincipal()));
    }

    /** By the subject of a client certificate; {@code /C=../CN=..} and {@code CN=..,C=..} are taken as they are. */
    public Optional<Account> byCertificateSubject(String subject) {
        return find(account -> subject.equals(account.certificateSubject()));
    }

    /** The domain with this name or alias. */
    public Optional<Domain> domain(String name) {
        return Optional.ofNullable(domains.get(domainAliases.getOrDefault(name, name)));
    }

    public Optional<Domain> domainWhere(Predicate<Domain> wanted) {
        return domains.values().stream().filter(wanted).findFirst();
    }

    private Optional<Account> byAliasDomain(String name) {
        int at = name.indexOf('@');
        String real = at < 0 ? null : domainAliases.get(name.substring(at + 1));
        return real == null ? Optional.empty() : Optional.ofNullable(byName.get(name.substring(0, at + 1) + real));
    }

    private Optional<Account> find(Predicate<Account> wanted) {
        return byId.values().stream().filter(wanted).findFirst();
    }
}
