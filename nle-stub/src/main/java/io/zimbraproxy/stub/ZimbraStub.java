package io.zimbraproxy.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.MailboxConfig;
import io.zimbraproxy.stub.config.MailboxPorts;
import io.zimbraproxy.stub.config.MailboxService;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultRegistry;
import io.zimbraproxy.stub.journal.Journal;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.StubRuntime;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import io.zimbraproxy.stub.token.SignedToken;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A simulated Zimbra site in this process.
 *
 * <p>Call the methods from any thread except the stub's own event loops. A method returns when its change is in effect.
 */
public final class ZimbraStub implements AutoCloseable {

    private static final int EVENT_LOOPS = 2;
    private static final int TIMEOUT_SECONDS = 30;

    private final StubConfig config;
    private final StubRuntime runtime;
    private final StubServers servers;

    private ZimbraStub(StubConfig config, Consumer<JournalEntry> listener) {
        this.config = config;
        PemPair certificate = config.certificate().orElseGet(() -> temporaryCertificate(config));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.runtime = new StubRuntime(vertx, new Directory(config), new FaultRegistry(), new Journal(listener));
        this.servers = new StubServers(config, runtime, certificate);
    }

    /**
     * Starts all servers and returns when they listen.
     *
     * @throws io.zimbraproxy.stub.config.StubConfigException if the configuration is invalid
     * @throws IllegalStateException if a port is in use
     */
    public static ZimbraStub start(StubConfig config) {
        return start(config, entry -> {});
    }

    /**
     * Starts all servers, returns when they listen, and reports each request.
     *
     * @param listener called on an event loop for each request; must not block
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
            int port = servers.ports().getOrDefault(StubLookup.NAME + "/" + i, 0);
            urls.add(URI.create(scheme + "://" + inUrl(config.host()) + ":" + port));
        }
        return new StubLookup(urls, runtime.journal());
    }

    /**
     * Returns one mailbox server.
     *
     * @throws IllegalArgumentException if there is no mailbox server of that name
     */
    public StubMailbox mailbox(String name) {
        return mailboxes().stream()
                .filter(mailbox -> mailbox.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mailbox server '" + name + "'"));
    }

    public List<StubMailbox> mailboxes() {
        return config.mailboxes().stream()
                .map(MailboxConfig::name)
                .map(name -> new StubMailbox(name, ports(name), runtime.journal()))
                .toList();
    }

    public int adminPort() {
        return servers.adminPort();
    }

    /** Returns all ports by target: {@code mailbox-1/imap}, {@code lookup/1}, {@code admin}. */
    public Map<String, Integer> ports() {
        return servers.ports();
    }

    /**
     * Switches a fault on.
     *
     * @throws IllegalArgumentException if the target is unknown or cannot show this fault; the message lists what is allowed
     */
    public void fault(String target, Fault fault) {
        await(runtime.faults().set(target, fault));
    }

    public void clearFaults() {
        await(runtime.faults().clear());
    }

    /**
     * Moves an account to another mailbox server, with its initial mail. The previous server no longer accepts the account.
     *
     * @throws IllegalArgumentException if there is no such account or mailbox server
     */
    public void move(String account, String mailbox) {
        servers.move(account, mailbox);
    }

    /** Returns all requests and logins since the start, oldest first; the last ten thousand are kept. */
    public List<JournalEntry> requests() {
        return runtime.journal().entries(entry -> true);
    }

    /** Puts an IPv6 address in brackets (RFC 3986 section 3.2.2). */
    private static String inUrl(String host) {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    public void clearRequests() {
        runtime.journal().clear();
    }

    /**
     * Creates a {@code ZM_AUTH_TOKEN} for an account.
     *
     * @param account name or alias
     * @throws IllegalArgumentException if there is no such account
     */
    public SignedToken token(String account) {
        return runtime.directory()
                .byName(account)
                .map(Account::zimbraId)
                .map(SignedToken::of)
                .orElseThrow(() -> new IllegalArgumentException("no account '" + account + "'"));
    }

    @Override
    public void close() {
        await(runtime.vertx().close());
        servers.close();
    }

    private MailboxPorts ports(String mailbox) {
        Map<MailboxService, Integer> served = new EnumMap<>(MailboxService.class);
        for (MailboxService service : MailboxService.values()) {
            servers.port(mailbox, service).ifPresent(port -> served.put(service, port));
        }
        return MailboxPorts.of(served);
    }

    private static PemPair temporaryCertificate(StubConfig config) {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
        if (!names.contains(config.host())) {
            names.add(config.host());
        }
        config.mailboxes().forEach(mailbox -> names.add(mailbox.name()));
        return CertificateAuthority.create("Zimbra stub authority").issue(KeyType.ECDSA_P256, names);
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the stub did not complete the operation within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
