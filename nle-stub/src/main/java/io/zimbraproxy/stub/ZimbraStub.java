package io.zimbraproxy.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.MailboxConfig;
import io.zimbraproxy.stub.config.MailboxPorts;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultBoard;
import io.zimbraproxy.stub.journal.Journal;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.token.AuthToken;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A stand-in Zimbra in this process. Methods may be called from any thread but those of its own event loops; they return when
 * what they ask for is in force.
 */
public final class ZimbraStub implements AutoCloseable {

    private static final int EVENT_LOOPS = 2;
    private static final int PATIENCE_SECONDS = 30;

    private final StubConfig config;
    private final StubRuntime runtime;
    private final StubServers servers;
    private final PemPair certificate;

    private ZimbraStub(StubConfig config, Consumer<JournalEntry> listener) {
        this.config = config;
        this.certificate = config.certificate().orElseGet(() -> throwAwayCertificate(config));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.runtime = new StubRuntime(vertx, new Directory(config), new FaultBoard(), new Journal(listener));
        this.servers = new StubServers(config, runtime, certificate);
    }

    /**
     * Starts everything and returns when it listens.
     *
     * @throws io.zimbraproxy.stub.config.StubConfigException for a configuration that cannot be used
     * @throws IllegalStateException if a port cannot be had
     */
    public static ZimbraStub start(StubConfig config) {
        return start(config, entry -> {});
    }

    /**
     * The same, and tells of each request as it comes.
     *
     * @param listener called on an event loop; must not block
     */
    public static ZimbraStub start(StubConfig config, Consumer<JournalEntry> listener) {
        ZimbraStub stub = new ZimbraStub(config.requireValid(), listener);
        try {
            await(stub.servers.open());
        } catch (RuntimeException e) {
            stub.close();
            throw e;
        }
        return stub;
    }

    public StubConfig config() {
        return config;
    }

    public StubLookup lookup() {
        String scheme = config.lookup().tls() ? "https" : "http";
        List<URI> urls = new ArrayList<>();
        for (int i = 1; i <= config.lookup().handlers(); i++) {
            int port = servers.ports().get(StubLookup.NAME + "/" + i);
            urls.add(URI.create(scheme + "://" + inUrl(config.host()) + ":" + port));
        }
        return new StubLookup(urls, runtime.journal());
    }

    /**
     * One mailbox server.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public StubMailbox mailbox(String name) {
        return mailboxes().stream()
                .filter(mailbox -> mailbox.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mailbox '" + name + "'"));
    }

    public List<StubMailbox> mailboxes() {
        return config.mailboxes().stream()
                .map(MailboxConfig::name)
                .map(name -> new StubMailbox(name, ports(name), runtime.journal()))
                .toList();
    }

    public int adminPort() {
        return ports().get("admin");
    }

    /** Every port by target: {@code mailbox-1/imap}, {@code lookup/1}, {@code admin}. */
    public Map<String, Integer> ports() {
        return servers.ports();
    }

    /** PEM of the authority that signed the certificate of the TLS ports (names: localhost, the host, the mailboxes). */
    public String caPem() {
        return certificate.authority();
    }

    /**
     * Switches a fault on.
     *
     * @throws IllegalArgumentException for an unknown target or a fault that does not fit it, saying what is allowed
     */
    public void fault(String target, Fault fault) {
        await(runtime.faults().set(target, fault));
    }

    public void clearFault(String target) {
        await(runtime.faults().clear(target));
    }

    public void clearFaults() {
        await(runtime.faults().clear());
    }

    public Map<String, Fault> faults() {
        return runtime.faults().faults();
    }

    /**
     * Moves an account to another mailbox server, with the mail it began with; the one before knows it no more.
     *
     * @throws IllegalArgumentException if there is no such account or mailbox
     */
    public void move(String account, String mailbox) {
        servers.move(account, mailbox);
    }

    /** Everything asked of the stub since its start (the last ten thousand), oldest first. */
    public List<JournalEntry> requests() {
        return runtime.journal().entries(entry -> true);
    }

    /** RFC 3986 section 3.2.2: an IPv6 address stands in brackets. */
    private static String inUrl(String host) {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    public void clearRequests() {
        runtime.journal().clear();
    }

    /**
     * A fresh {@code ZM_AUTH_TOKEN} for an account.
     *
     * @param account name or alias
     */
    public AuthToken token(String account) {
        return runtime.directory()
                .byName(account)
                .map(Account::zimbraId)
                .map(AuthToken::of)
                .orElseThrow(() -> new IllegalArgumentException("no account '" + account + "'"));
    }

    @Override
    public void close() {
        await(runtime.vertx().close());
        servers.close();
    }

    private MailboxPorts ports(String mailbox) {
        Map<String, Integer> served = new LinkedHashMap<>();
        for (String service : MailboxPorts.ephemeral().byService().keySet()) {
            servers.port(mailbox, service).ifPresent(port -> served.put(service, port));
        }
        return MailboxPorts.of(served);
    }

    private static PemPair throwAwayCertificate(StubConfig config) {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
        if (!names.contains(config.host())) {
            names.add(config.host());
        }
        config.mailboxes().forEach(mailbox -> names.add(mailbox.name()));
        return CertificateAuthority.create("Zimbra stub authority").issue(KeyType.ECDSA_P256, names);
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
