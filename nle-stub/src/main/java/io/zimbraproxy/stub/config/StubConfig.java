package io.zimbraproxy.stub.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a {@code ZimbraStub}. The YAML file has the same shape.
 *
 * @param host address to listen on, and the value of {@code Auth-Server}
 * @param adminPort port of the admin interface, 0 for any free port
 * @param lookup the lookup handlers
 * @param domains mail domains
 * @param mailboxes mailbox servers
 * @param accounts accounts
 * @param certificate server certificate of all TLS ports; empty: a new authority issues one at each start. Not part of the
 *     file
 */
public record StubConfig(
        String host,
        int adminPort,
        LookupConfig lookup,
        List<MailDomain> domains,
        List<MailboxConfig> mailboxes,
        List<Account> accounts,
        @JsonIgnore Optional<PemPair> certificate) {

    private static final String LOOPBACK = "127.0.0.1";

    public StubConfig {
        host = host == null ? LOOPBACK : host;
        lookup = lookup == null ? LookupConfig.defaults() : lookup;
        domains = domains == null ? List.of() : List.copyOf(domains);
        mailboxes = mailboxes == null ? List.of() : List.copyOf(mailboxes);
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        certificate = certificate == null ? Optional.empty() : certificate;
    }

    /** Returns two mailbox servers, {@code mailbox-1} and {@code mailbox-2}, without accounts, on free ports. */
    public static StubConfig empty() {
        return new StubConfig(
                LOOPBACK,
                0,
                LookupConfig.defaults(),
                List.of(),
                List.of(MailboxConfig.of("mailbox-1"), MailboxConfig.of("mailbox-2")),
                List.of(),
                Optional.empty());
    }

    /** Returns the configuration of the demo, with its accounts. */
    public static StubConfig demo() {
        return StubConfigReader.readDemo();
    }

    /**
     * Returns this configuration if it is valid.
     *
     * @throws StubConfigException with all problems
     */
    public StubConfig requireValid() {
        List<String> problems = StubConfigCheck.problems(this);
        if (!problems.isEmpty()) {
            throw new StubConfigException("stub configuration", problems);
        }
        return this;
    }

    /** Adds accounts. */
    public StubConfig withAccounts(Account... more) {
        List<Account> all = new ArrayList<>(accounts);
        all.addAll(List.of(more));
        return new StubConfig(host, adminPort, lookup, domains, mailboxes, all, certificate);
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
     * Sets a fixed layout of ports: the admin interface at {@code base}, the lookup handlers from {@code base + 1}, and six
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
