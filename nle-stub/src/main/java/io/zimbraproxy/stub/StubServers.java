package io.zimbraproxy.stub;

import io.vertx.core.Future;
import io.zimbraproxy.stub.admin.AdminServer;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.MailboxConfig;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.lookup.LookupHandler;
import io.zimbraproxy.stub.mail.Backend;
import io.zimbraproxy.stub.mail.MailServer;
import io.zimbraproxy.stub.mail.bulk.BulkBackend;
import io.zimbraproxy.stub.mail.imap.ImapDialogue;
import io.zimbraproxy.stub.mail.pop3.Pop3Dialogue;
import io.zimbraproxy.stub.mail.store.GreenMailStore;
import io.zimbraproxy.stub.net.Place;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.web.WebServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** All servers of a stub, made from its configuration. */
final class StubServers {

    private static final String ADMIN = "admin";

    private final StubConfig config;
    private final StubRuntime runtime;
    private final PemPair certificate;
    /** By target, in the order of the configuration: mailbox servers, lookup handlers, the admin interface. */
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /** By mailbox server. */
    private final Map<String, GreenMailStore> stores = new LinkedHashMap<>();

    StubServers(StubConfig config, StubRuntime runtime, PemPair certificate) {
        this.config = config;
        this.runtime = runtime;
        this.certificate = certificate;
    }

    /** Makes and fills the stores, which blocks, and begins to listen everywhere. */
    Future<Void> open() {
        config.mailboxes().forEach(this::mailbox);
        for (int i = 1; i <= config.lookup().handlers(); i++) {
            Place place = lookupPlace(i);
            endpoints.put(place.target(), LookupHandler.endpoint(runtime, place, config, this::port));
        }
        endpoints.values().forEach(runtime.faults()::add);
        Place admin = new Place(ADMIN, Endpoint.Kind.WEB, config.host(), config.adminPort(), Optional.empty());
        endpoints.put(ADMIN, AdminServer.endpoint(runtime, admin, this::move));
        return Future.all(endpoints.values().stream().map(Endpoint::open).toList())
                .mapEmpty();
    }

    /** The ports in the order of the configuration, by target. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        endpoints.forEach((target, endpoint) -> ports.put(target, endpoint.port()));
        return ports;
    }

    /** The port of a mailbox server's service; none if it does not have it. */
    OptionalInt port(String mailbox, String service) {
        Endpoint endpoint = endpoints.get(mailbox + "/" + service);
        return endpoint == null ? OptionalInt.empty() : OptionalInt.of(endpoint.port());
    }

    /** Stops the stores; the ports end with the Vert.x of the runtime. */
    void close() {
        stores.values().forEach(GreenMailStore::close);
    }

    /** Gives an account, with a copy of the mail it began with, to another mailbox server; blocks. */
    void move(String account, String mailbox) {
        GreenMailStore store = stores.get(mailbox);
        if (store == null) {
            throw new IllegalArgumentException("no mailbox '" + mailbox + "' with accounts");
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
        for (Place place : places(mailbox, Endpoint.Kind.MAIL, "imap", "imaps")) {
            endpoints.put(
                    place.target(),
                    MailServer.endpoint(
                            runtime,
                            place,
                            mailbox.name(),
                            () -> new ImapDialogue(mailbox.name(), capabilities),
                            backend));
        }
    }

    private void pop3(MailboxConfig mailbox, Backend backend) {
        for (Place place : places(mailbox, Endpoint.Kind.MAIL, "pop3", "pop3s")) {
            endpoints.put(
                    place.target(),
                    MailServer.endpoint(
                            runtime, place, mailbox.name(), () -> new Pop3Dialogue(mailbox.name()), backend));
        }
    }

    private void web(MailboxConfig mailbox) {
        for (Place place : places(mailbox, Endpoint.Kind.WEB, "http", "https")) {
            String service = place.tls().isPresent() ? "https" : "http";
            endpoints.put(place.target(), WebServer.endpoint(runtime, place, mailbox.name(), service));
        }
    }

    /** The plain and the TLS port of a protocol. */
    private List<Place> places(MailboxConfig mailbox, Endpoint.Kind kind, String plain, String tls) {
        Map<String, Integer> ports = mailbox.ports().byService();
        String prefix = mailbox.name() + "/";
        return List.of(
                new Place(prefix + plain, kind, config.host(), ports.get(plain), Optional.empty()),
                new Place(prefix + tls, kind, config.host(), ports.get(tls), Optional.of(certificate)));
    }

    private Place lookupPlace(int number) {
        List<Integer> ports = config.lookup().ports();
        return new Place(
                StubLookup.NAME + "/" + number,
                Endpoint.Kind.LOOKUP,
                config.host(),
                ports.isEmpty() ? 0 : ports.get(number - 1),
                config.lookup().tls() ? Optional.of(certificate) : Optional.empty());
    }
}
