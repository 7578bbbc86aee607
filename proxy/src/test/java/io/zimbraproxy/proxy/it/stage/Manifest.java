package io.zimbraproxy.proxy.it.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The manifest of a test's site. */
public final class Manifest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private String httpMode = "Serve";
    private boolean upstreamTls;
    private String mailboxTls = "verify: true";
    private String handlers;
    private String lookupTimeout = "15s";
    private String retryAfter = "60s";
    private String pool;
    private String httpPool = "mailclient";
    private String startTls = "Required";
    private String address = ", address: 127.0.0.1";
    private String proxyProtocol = "";
    private String poolSettings = "health: {maxFails: 1}";
    private String serverName = "localhost";
    private String otherDomain = "throttle: {}";
    private String merged = "";
    private final List<String> listeners = new ArrayList<>();
    private final List<String> pools = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private final List<String> upstream = new ArrayList<>();
    private final List<String> lookup = new ArrayList<>();

    private Manifest() {}

    /** All six ports; clear text to the mailbox servers. */
    public static Manifest sixPorts() {
        return new Manifest();
    }

    /** TLS to the mailbox servers, verified. */
    public Manifest upstreamTls() {
        upstreamTls = true;
        return this;
    }

    /** More about TLS to the mailbox servers. */
    public Manifest mailboxTls(String setting) {
        mailboxTls = setting;
        return this;
    }

    Manifest httpMode(String mode) {
        httpMode = mode;
        return this;
    }

    /** Other lookup handlers than the stand-in's. */
    public Manifest handlers(String urls) {
        handlers = urls;
        return this;
    }

    public Manifest lookupTimeout(String time) {
        lookupTimeout = time;
        return this;
    }

    /** How long a lookup handler that failed is left out. */
    public Manifest retryAfter(String time) {
        retryAfter = time;
        return this;
    }

    /** Other web servers than the stand-in's, in YAML's flow style. */
    public Manifest pool(String servers) {
        pool = servers;
        return this;
    }

    /** The HTTP port is that of the admin console, on these servers, in YAML's flow style. */
    public Manifest adminConsole(String servers) {
        httpPool = "admin";
        return morePools("{name: admin, servers: [" + servers + "]}");
    }

    /** One more pool of web servers, in YAML's flow style. */
    public Manifest morePools(String pool) {
        pools.add("- " + pool);
        return this;
    }

    /** The name in the certificates of the mailbox servers. */
    public Manifest serverName(String name) {
        serverName = name;
        return this;
    }

    public String serverName() {
        return serverName;
    }

    /** A web server that failed is asked again at once. */
    public Manifest forgiving() {
        return poolSettings("health: {maxFails: 0}");
    }

    /** What the pool of web servers has beside its name and servers. */
    public Manifest poolSettings(String settings) {
        poolSettings = settings;
        return this;
    }

    /** STARTTLS is offered on the clear ports, and passwords are taken without it too. */
    public Manifest clearTextLogins() {
        startTls = "Optional";
        return this;
    }

    /** Listeners are open to all addresses of this machine, IPv6 and IPv4. */
    public Manifest everyAddress() {
        address = "";
        return this;
    }

    /** The six ports take headers of the PROXY protocol, as these settings say, in YAML's flow style. */
    public Manifest proxyProtocol(String settings) {
        proxyProtocol = ", proxyProtocol: " + settings;
        return this;
    }

    /** STARTTLS is not offered on the clear ports, and passwords are taken there. */
    public Manifest noStartTls() {
        startTls = "Disabled";
        return this;
    }

    /** More of the section about mailbox servers, for example {@code sendImapId: false}. */
    public Manifest upstream(String setting) {
        upstream.add(setting);
        return this;
    }

    /** More of the section about lookup handlers. */
    public Manifest lookup(String setting) {
        lookup.add(setting);
        return this;
    }

    /** More of the section about the domain example.org. */
    public Manifest otherDomain(String setting) {
        otherDomain = setting;
        return this;
    }

    /** More of the specification, in YAML's flow style, for example {@code timeouts: {drain: 1s}}. */
    public Manifest with(String section) {
        more.add(section);
        return this;
    }

    /** One more listener, in YAML's flow style. */
    public Manifest listener(String listener) {
        listeners.add("- " + listener);
        return this;
    }

    /** Settings in YAML that are laid over all the others, section by section. */
    public Manifest merged(String settings) {
        merged = settings;
        return this;
    }

    public String text(TestSite site) throws IOException {
        String base = base(site);
        if (merged.isEmpty()) {
            return base;
        }
        JsonNode all = YAML.readTree(base);
        return YAML.writeValueAsString(YAML.readerForUpdating(all).readValue(merged));
    }

    private String base(TestSite site) {
        String standIns = site.zimbra().mailboxes().stream()
                .map(mailbox -> "{host: localhost, httpPort: " + mailbox.ports().http() + ", httpsPort: "
                        + mailbox.ports().https() + "}")
                .collect(Collectors.joining(", "));
        return """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: test}
                spec:
                  hostname: mail.example.com
                  listeners:
                    - {name: imap, protocol: IMAP, port: %d%s, startTls: %s}
                    - {name: imaps, protocol: IMAPS, port: %d%s}
                    - {name: pop3, protocol: POP3, port: %d%s, startTls: %s}
                    - {name: pop3s, protocol: POP3S, port: %d%s}
                    - {name: http, protocol: HTTP, port: %d%s, httpMode: %s, pool: %s}
                    - {name: https, protocol: HTTPS, port: %d%s}
                    %s
                  tls: {certificateRef: {name: example-com}}
                  domains:
                    - {name: example.org, virtualHosts: [mail.example.org], certificateRef: {name: example-org}, %s}
                  lookup:
                    %s
                    handlers: [%s]
                    timeout: %s
                    retryAfter: %s
                  upstream:
                    %s
                    tls: {enabled: %s, caRef: {name: zimbra-ca}, %s}
                    pools:
                      - {name: mailclient, servers: [%s], %s}
                      %s
                """.formatted(
                                site.imap(),
                                address + proxyProtocol,
                                startTls,
                                site.imaps(),
                                address + proxyProtocol,
                                site.pop3(),
                                address + proxyProtocol,
                                startTls,
                                site.pop3s(),
                                address + proxyProtocol,
                                site.http(),
                                address + proxyProtocol,
                                httpMode,
                                httpPool,
                                site.https(),
                                address + proxyProtocol,
                                String.join("\n    ", listeners),
                                otherDomain,
                                String.join("\n    ", lookup),
                                handlers == null ? site.handlers() : handlers,
                                lookupTimeout,
                                retryAfter,
                                String.join("\n    ", upstream),
                                upstreamTls,
                                mailboxTls,
                                pool == null ? standIns : pool,
                                poolSettings,
                                String.join("\n      ", pools))
                + more.stream().map(section -> "  " + section + "\n").collect(Collectors.joining());
    }
}
