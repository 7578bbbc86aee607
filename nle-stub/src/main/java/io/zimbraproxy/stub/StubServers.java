package io.zimbraproxy.stub;

import io.vertx.core.Future;
import io.zimbraproxy.stub.admin.AdminServer;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.MailboxConfig;
import io.zimbraproxy.stub.config.MailboxService;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.lookup.LookupServer;
import io.zimbraproxy.stub.mail.Backend;
import io.zimbraproxy.stub.mail.MailServer;
import io.zimbraproxy.stub.mail.bulk.BulkBackend;
import io.zimbraproxy.stub.mail.imap.ImapMailboxDialogue;
import io.zimbraproxy.stub.mail.pop3.Pop3MailboxDialogue;
import io.zimbraproxy.stub.mail.store.GreenMailStore;
import io.zimbraproxy.stub.net.EndpointSpec;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.web.WebServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** All servers of a stub, created from its configuration. */
final class StubServers {

    private static final String ADMIN = "admin";

    private final StubConfig config;
    private final StubRuntime runtime;
    private final PemPair certificate;
    /** Endpoints by target, in the order of the configuration: mailbox servers, lookup handlers, the admin interface. */
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /** Mail stores by the name of their mailbox server; bulk mailboxes have none. */
    private final Map<String, GreenMailStore> stores = new LinkedHashMap<>();

    StubServers(StubConfig config, StubRuntime runtime, PemPair certificate) {
        this.config = config;
        this.runtime = runtime;
        this.certificate = certificate;
    }

    /** Creates and fills the mail stores, which blocks, then starts to listen on all ports. */
    Future<Void> open() {
        config.mailboxes().forEach(this::mailbox);
        for (int i = 1; i <= config.lookup().handlers(); i++) {
            EndpointSpec spec = lookupSpec(i);
            endpoints.put(spec.target(), LookupServer.endpoint(runtime, spec, config, this::port));
        }
        endpoints.values().forEach(runtime.faults()::add);
        EndpointSpec admin =
                new EndpointSpec(ADMIN, Endpoint.Kind.WEB, config.host(), config.adminPort(), Optional.empty());
        endpoints.put(ADMIN, AdminServer.endpoint(runtime, admin, this::move));
        return Future.all(endpoints.values().stream().map(Endpoint::open).toList())
                .mapEmpty();
    }

    /** Returns the ports by target, in the order of the configuration. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        endpoints.forEach((target, endpoint) -> ports.put(target, endpoint.port()));
        return ports;
    }

    /** Returns the port of a mailbox server's service; empty if the server does not have that service. */
    OptionalInt port(String mailbox, MailboxService service) {
        Endpoint endpoint = endpoints.get(service.target(mailbox));
        return endpoint == null ? OptionalInt.empty() : OptionalInt.of(endpoint.port());
    }

    /** Returns the port of the admin interface. */
    int adminPort() {
        return ports().getOrDefault(ADMIN, 0);
    }

    /** Stops the mail stores. The runtime's Vert.x closes the ports. */
    void close() {
        stores.values().forEach(GreenMailStore::close);
    }

    /** Moves an account to another mailbox server, with a copy of its initial mail. Blocks. */
    void move(String account, String mailbox) {
        GreenMailStore store = stores.get(mailbox);
        if (store == null) {
            throw new IllegalArgumentException("mailbox: no such mailbox server with accounts (saw '" + mailbox
                    + "'); use one of " + stores.keySet());
        }
        runtime.directory().byName(account).ifPresent(store::add);
        runtime.directory().move(account, mailbox);
    }

    private void mailbox(MailboxConfig mailbox) {
        if (mailbox.bulk()) {
            imap(mailbox, new BulkBackend(), BulkBackend.IMAP_CAPABILITIES);
        } else {
            List<Account> accounts = config.accounts().stream()
                    .filter(account -> mailbox.name().equals(account.mailbox()))
                    .toList();
            GreenMailStore store = GreenMailStore.start(accounts);
            stores.put(mailbox.name(), store);
            imap(mailbox, store.imap(runtime.vertx()), GreenMailStore.IMAP_CAPABILITIES);
            pop3(mailbox, store.pop3(runtime.vertx()));
        }
        web(mailbox);
    }

    private void imap(MailboxConfig mailbox, Backend backend, String capabilities) {
        for (EndpointSpec spec : specs(mailbox, Endpoint.Kind.MAIL, MailboxService.IMAP, MailboxService.IMAPS)) {
            endpoints.put(
                    spec.target(),
                    MailServer.endpoint(
                            runtime,
                            spec,
                            mailbox.name(),
                            () -> new ImapMailboxDialogue(mailbox.name(), capabilities),
                            backend));
        }
    }

    private void pop3(MailboxConfig mailbox, Backend backend) {
        for (EndpointSpec spec : specs(mailbox, Endpoint.Kind.MAIL, MailboxService.POP3, MailboxService.POP3S)) {
            endpoints.put(
                    spec.target(),
                    MailServer.endpoint(
                            runtime, spec, mailbox.name(), () -> new Pop3MailboxDialogue(mailbox.name()), backend));
        }
    }

    private void web(MailboxConfig mailbox) {
        for (EndpointSpec spec : specs(mailbox, Endpoint.Kind.WEB, MailboxService.HTTP, MailboxService.HTTPS)) {
            MailboxService service = spec.tls().isPresent() ? MailboxService.HTTPS : MailboxService.HTTP;
            endpoints.put(spec.target(), WebServer.endpoint(runtime, spec, mailbox.name(), service));
        }
    }

    /** Returns the plain and the TLS endpoint of a protocol. */
    private List<EndpointSpec> specs(
            MailboxConfig mailbox, Endpoint.Kind kind, MailboxService plain, MailboxService tls) {
        return List.of(
                spec(mailbox, kind, plain, Optional.empty()), spec(mailbox, kind, tls, Optional.of(certificate)));
    }

    private EndpointSpec spec(
            MailboxConfig mailbox, Endpoint.Kind kind, MailboxService service, Optional<PemPair> pair) {
        int port = mailbox.ports().of(service);
        return new EndpointSpec(service.target(mailbox.name()), kind, config.host(), port, pair);
    }

    private EndpointSpec lookupSpec(int number) {
        List<Integer> ports = config.lookup().ports();
        return new EndpointSpec(
                StubLookup.NAME + "/" + number,
                Endpoint.Kind.LOOKUP,
                config.host(),
                ports.isEmpty() ? 0 : ports.get(number - 1),
                config.lookup().tls() ? Optional.of(certificate) : Optional.empty());
    }
}
