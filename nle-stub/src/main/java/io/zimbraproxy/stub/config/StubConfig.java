package io.zimbraproxy.stub.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a {@code ZimbraStub} is started with; the YAML file has the same shape.
 *
 * @param host address to listen on and to name in {@code Auth-Server}
 * @param adminPort port of the admin interface, 0 for any free one
 * @param lookup the lookup handlers
 * @param domains mail domains
 * @param mailboxes mailbox servers
 * @param accounts accounts
 * @param certificate server certificate of every TLS port; absent: issued by a throw-away authority at the start. Not part
 *     of the file
 */
public record StubConfig(
        String host,
        int adminPort,
        LookupConfig lookup,
        List<Domain> domains,
        List<MailboxConfig> mailboxes,
        List<Account> accounts,
        @JsonIgnore Optional<PemPair> certificate) {

    public StubConfig {
        host = host == null ? "127.0.0.1" : host;
        lookup = lookup == null ? LookupConfig.defaults() : lookup;
        domains = domains == null ? List.of() : List.copyOf(domains);
        mailboxes = mailboxes == null ? List.of() : List.copyOf(mailboxes);
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        certificate = certificate == null ? Optional.empty() : certificate;
    }

    /** Two mailbox servers, {@code mailbox-1} and {@code mailbox-2}, and no account, all ports free ones. */
    public static StubConfig empty() {
        return new StubConfig(
                null,
                0,
                null,
                null,
                List.of(MailboxConfig.of("mailbox-1"), MailboxConfig.of("mailbox-2")),
                null,
                Optional.empty());
    }

    /** The bundled accounts of the demo. */
    public static StubConfig demo() {
        return StubConfigReader.readDemo();
    }

    /**
     * This configuration, if it can be used.
     *
     * @throws StubConfigException with everything that is wrong
     */
    public StubConfig requireValid() {
        List<String> problems = StubConfigCheck.problems(this);
        if (!problems.isEmpty()) {
            throw new StubConfigException("stub configuration", problems);
        }
        return this;
    }

    public StubConfig withAccounts(Account... more) {
        List<Account> all = new ArrayList<>(accounts);
        all.addAll(List.of(more));
        return new StubConfig(host, adminPort, lookup, domains, mailboxes, all, certificate);
    }

    public StubConfig withDomains(Domain... more) {
        List<Domain> all = new ArrayList<>(domains);
        all.addAll(List.of(more));
        return new StubConfig(host, adminPort, lookup, all, mailboxes, accounts, certificate);
    }

    public StubConfig withMailboxes(MailboxConfig... more) {
        List<MailboxConfig> all = new ArrayList<>(mailboxes);
        all.addAll(List.of(more));
        return new StubConfig(host, adminPort, lookup, domains, all, accounts, certificate);
    }

    public StubConfig withLookup(LookupConfig other) {
        return new StubConfig(host, adminPort, other, domains, mailboxes, accounts, certificate);
    }

    public StubConfig withHost(String other) {
        return new StubConfig(other, adminPort, lookup, domains, mailboxes, accounts, certificate);
    }

    public StubConfig withCertificate(PemPair pair) {
        return new StubConfig(host, adminPort, lookup, domains, mailboxes, accounts, Optional.of(pair));
    }

    /**
     * The same with a fixed layout of ports: the admin interface at {@code base}, the lookup handlers behind it, then six
     * ports for each mailbox server from {@code base + 10}, {@code base + 20} and so on. 0: any free ports.
     */
    public StubConfig withPortsFrom(int base) {
        List<Integer> handlers = new ArrayList<>();
        for (int i = 1; i <= lookup.handlers(); i++) {
            handlers.add(base == 0 ? 0 : base + i);
        }
        List<MailboxConfig> placed = new ArrayList<>();
        for (MailboxConfig mailbox : mailboxes) {
            int first = base + 10 * (placed.size() + 1);
            placed.add(mailbox.withPorts(base == 0 ? MailboxPorts.ephemeral() : MailboxPorts.startingAt(first)));
        }
        return new StubConfig(host, base, lookup.withPorts(handlers), domains, placed, accounts, certificate);
    }
}
