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

/**
 * A whole site: a stand-in Zimbra, certificates for two host names, and the proxy in front of it on free ports. Tests
 * that share a site register it as a {@link SiteExtension}.
 */
public class TestSite implements AutoCloseable {
    public static final String HOST = "mail.example.com";
    public static final String OTHER_HOST = "mail.example.org";

    /** The loopback address of IPv6. The certificate for {@link #HOST} also names this address and {@code localhost}. */
    public static final String IPV6 = "::1";

    private final List<TestSite> others = new ArrayList<>();
    private Path folder;
    private List<Integer> ports;
    private CertificateAuthority authority;
    private LookupCount lookups;
    private ZimbraStub zimbra;
    private ProxyProcess proxy;

    TestSite() {}

    /** Starts a site with its files in the folder. */
    public static TestSite start(Path folder, StubConfig config, Manifest manifest, String... jvmOptions)
            throws Exception {
        TestSite site = new TestSite();
        site.begin(folder, config, manifest, jvmOptions);
        return site;
    }

    /** Starts everything but the proxy, and writes the proxy's secrets to the folder. */
    public static TestSite prepare(Path folder, StubConfig config, Manifest manifest) throws Exception {
        TestSite site = new TestSite();
        site.beginWithoutProxy(folder, config, manifest);
        return site;
    }

    /** Starts this site with its files in the folder. If that fails, nothing of it stays running. */
    void begin(Path folder, StubConfig config, Manifest manifest, String... jvmOptions) throws Exception {
        beginWithoutProxy(folder, config, manifest);
        try {
            run("site.yaml", manifest, jvmOptions);
        } catch (Exception | Error failed) {
            close();
            throw failed;
        }
    }

    private void beginWithoutProxy(Path folder, StubConfig config, Manifest manifest) throws Exception {
        this.folder = folder;
        ports = FreePorts.take(6);
        authority = CertificateAuthority.create("Test CA");
        lookups = new LookupCount();
        PemPair certificate = config.certificate().orElseGet(() -> authority.issue(manifest.serverName()));
        zimbra = ZimbraStub.start(config.withCertificate(certificate), lookups);
        try {
            writeSecrets();
        } catch (Exception | Error failed) {
            close();
            throw failed;
        }
    }

    private void writeSecrets() throws IOException {
        authority.issue(HOST, "localhost", IPV6).write(Files.createDirectories(secret("example-com")));
        authority.issue(OTHER_HOST).write(Files.createDirectories(secret("example-org")));
        Files.writeString(Files.createDirectories(secret("zimbra-ca")).resolve("ca.crt"), authority.pem());
        Files.writeString(Files.createDirectories(secret("redis")).resolve("password"), RedisStore.PASSWORD + "\n");
    }

    private void run(String file, Manifest manifest, String... jvmOptions) throws Exception {
        proxy = ProxyProcess.start(write(file, manifest), jvmOptions);
    }

    /** Writes a manifest for this site to a file of this name. */
    public Path write(String file, Manifest manifest) throws IOException {
        return Files.writeString(folder.resolve(file), manifest.text(this));
    }

    /** Starts one more proxy in front of the same Zimbra. It ends with this site. */
    public TestSite another(Manifest manifest) throws Exception {
        TestSite next = new TestSite();
        next.folder = folder;
        next.ports = FreePorts.take(6);
        next.authority = authority;
        next.lookups = lookups;
        next.zimbra = zimbra;
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

    /** The ports of IMAP, IMAPS, POP3, POP3S, HTTP and HTTPS, in this order. */
    public List<Integer> ports() {
        return ports;
    }

    /** The file with the manifest of the proxy. */
    public Path manifest() {
        return folder.resolve("site.yaml");
    }

    /** The folder with the files of a secret. */
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

    /** Connects a client to a port, without TLS. */
    public LineClient connect(int port) throws Exception {
        return LineClient.connect(port, authority);
    }

    /** Connects a client to a port and starts TLS at once, with this server name. */
    public LineClient connectTls(int port, String host) throws Exception {
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
        if (zimbra != null) {
            zimbra.close();
        }
    }

    /** Stops the proxies. {@code -Dproxy.log=true} prints their logs. */
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
