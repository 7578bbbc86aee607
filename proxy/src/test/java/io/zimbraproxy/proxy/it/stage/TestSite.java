package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.ZimbraStub;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A whole site: stand-in Zimbra, certificates for two host names, and the proxy before it on free ports. */
public final class TestSite implements AutoCloseable {
    public static final String HOST = "mail.example.com";
    public static final String OTHER_HOST = "mail.example.org";
    /** This machine; the certificate for {@link #HOST} is for this address and for {@code localhost}, too. */
    public static final String IPV6 = "::1";

    private final ZimbraStub zimbra;
    private final LookupCount lookups;
    private final CertificateAuthority authority;
    private final List<Integer> ports;
    private final Path folder;
    private final List<TestSite> others = new ArrayList<>();
    private ProxyProcess proxy;

    private TestSite(ZimbraStub zimbra, LookupCount lookups, CertificateAuthority authority, Path folder) {
        this.zimbra = zimbra;
        this.lookups = lookups;
        this.authority = authority;
        this.folder = folder;
        ports = FreePorts.take(6);
    }

    /** Starts everything in the folder. */
    public static TestSite start(Path folder, StubConfig config, Manifest manifest, String... jvmOptions)
            throws Exception {
        TestSite site = prepare(folder, config, manifest);
        try {
            site.run("site.yaml", manifest, jvmOptions);
            return site;
        } catch (Exception | Error failed) {
            site.close();
            throw failed;
        }
    }

    /** Everything but the proxy, with its secrets in the folder. */
    public static TestSite prepare(Path folder, StubConfig config, Manifest manifest) throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("Test CA");
        PemPair certificate = config.certificate().orElseGet(() -> authority.issue(manifest.serverName()));
        LookupCount lookups = new LookupCount();
        ZimbraStub zimbra = ZimbraStub.start(config.withCertificate(certificate), lookups);
        TestSite site = new TestSite(zimbra, lookups, authority, folder);
        try {
            Path secrets = Files.createDirectories(folder.resolve("secrets"));
            authority.issue(HOST, "localhost", IPV6).write(Files.createDirectories(secrets.resolve("example-com")));
            authority.issue(OTHER_HOST).write(Files.createDirectories(secrets.resolve("example-org")));
            Files.writeString(
                    Files.createDirectories(secrets.resolve("zimbra-ca")).resolve("ca.crt"), authority.pem());
            Files.writeString(
                    Files.createDirectories(secrets.resolve("redis")).resolve("password"), RedisStore.PASSWORD + "\n");
            return site;
        } catch (Exception | Error failed) {
            site.close();
            throw failed;
        }
    }

    private void run(String file, Manifest manifest, String... jvmOptions) throws Exception {
        proxy = ProxyProcess.start(write(file, manifest), jvmOptions);
    }

    /** Writes a manifest for this site to a file of this name. */
    public Path write(String file, Manifest manifest) throws IOException {
        return Files.writeString(folder.resolve(file), manifest.text(this));
    }

    /** One more proxy before the same Zimbra; it ends with this one. */
    public TestSite another(Manifest manifest) throws Exception {
        TestSite next = new TestSite(zimbra, lookups, authority, folder);
        others.add(next);
        next.run("another-" + next.imap() + ".yaml", manifest);
        return next;
    }

    public ZimbraStub zimbra() {
        return zimbra;
    }

    public LookupCount lookups() {
        return lookups;
    }

    public ProxyProcess proxy() {
        return proxy;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public Path folder() {
        return folder;
    }

    /** Those of IMAP, IMAPS, POP3, POP3S, HTTP and HTTPS. */
    public List<Integer> ports() {
        return ports;
    }

    /** The manifest the proxy runs with. */
    public Path manifest() {
        return folder.resolve("site.yaml");
    }

    /** The folder of a secret. */
    public Path secret(String name) {
        return folder.resolve("secrets").resolve(name);
    }

    public int imap() {
        return ports.get(0);
    }

    public int imaps() {
        return ports.get(1);
    }

    public int pop3() {
        return ports.get(2);
    }

    public int pop3s() {
        return ports.get(3);
    }

    public int http() {
        return ports.get(4);
    }

    public int https() {
        return ports.get(5);
    }

    /** A client of one of the ports, in the clear. */
    public MailClient connect(int port) throws Exception {
        return MailClient.connect(port, authority);
    }

    /** A client that begins with TLS. */
    public MailClient connectTls(int port, String host) throws Exception {
        return connect(port).startTls(host);
    }

    String handlers() {
        return zimbra.lookup().urls().stream().map(TestSite::withoutPath).collect(Collectors.joining(", "));
    }

    private static String withoutPath(URI handler) {
        return "'" + handler.getScheme() + "://" + handler.getHost() + ":" + handler.getPort() + "'";
    }

    @Override
    public void close() {
        stopProxies();
        zimbra.close();
    }

    private void stopProxies() {
        others.forEach(TestSite::stopProxies);
        if (Boolean.getBoolean("proxy.log") && proxy != null) {
            System.out.println(proxy.log());
        }
        if (proxy != null) {
            proxy.close();
        }
    }
}
