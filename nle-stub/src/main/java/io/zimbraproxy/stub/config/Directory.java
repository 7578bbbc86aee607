package io.zimbraproxy.stub.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The accounts and domains of a configuration, indexed by their names. Thread-safe. */
public final class Directory {

    private final Map<String, Account> byName = new ConcurrentHashMap<>();
    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final Map<String, MailDomain> domains = new HashMap<>();
    private final Map<String, String> domainAliases = new HashMap<>();

    public Directory(StubConfig config) {
        for (Account account : config.accounts()) {
            put(account);
        }
        for (MailDomain domain : config.domains()) {
            domains.put(domain.name(), domain);
            domain.aliases().forEach(alias -> domainAliases.put(alias, domain.name()));
        }
    }

    private void put(Account account) {
        byName.put(account.name(), account);
        account.aliases().forEach(alias -> byName.put(alias, account));
        byId.put(account.zimbraId(), account);
    }

    /**
     * Moves an account to another mailbox server.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public void move(String name, String mailbox) {
        Account moved = byName(name)
                .orElseThrow(() -> new IllegalArgumentException("no account '" + name + "'"))
                .withMailbox(mailbox);
        put(moved);
    }

    /** Finds an account by its full address, an alias, or its address in an alias domain; ignores case. */
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

    /** Finds an account by the subject of a client certificate. Compares the text: the order of the parts counts. */
    public Optional<Account> byCertificateSubject(String subject) {
        return find(account -> subject.equals(account.certificateSubject()));
    }

    /** Finds the domain with this name or alias. */
    public Optional<MailDomain> domain(String name) {
        return Optional.ofNullable(domains.get(domainAliases.getOrDefault(name, name)));
    }

    /** Finds any domain that meets a condition. */
    public Optional<MailDomain> domainWhere(Predicate<MailDomain> condition) {
        return domains.values().stream().filter(condition).findFirst();
    }

    private Optional<Account> byAliasDomain(String name) {
        int at = name.indexOf('@');
        String real = at < 0 ? null : domainAliases.get(name.substring(at + 1));
        return real == null ? Optional.empty() : Optional.ofNullable(byName.get(name.substring(0, at + 1) + real));
    }

    private Optional<Account> find(Predicate<Account> condition) {
        return byId.values().stream().filter(condition).findFirst();
    }
}
