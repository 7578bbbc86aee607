package io.zimbraproxy.proxy.it.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A builder of the manifest of a test's site. Settings are in YAML's flow style. */
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

    /** A manifest with listeners on all six ports, and without TLS to the mailbox servers. */
    public static Manifest sixPorts() {
        return new Manifest();
    }

    /** Connects to the mailbox servers over TLS and verifies their certificates. */
    public Manifest upstreamTls() {
        upstreamTls = true;
        return this;
    }

    /** Replaces the settings for TLS to the mailbox servers. */
    public Manifest mailboxTls(String setting) {
        mailboxTls = setting;
        return this;
    }

    Manifest httpMode(String mode) {
        httpMode = mode;
        return this;
    }

    /** Replaces the lookup handlers of the stand-in Zimbra by these URLs. */
    public Manifest handlers(String urls) {
        handlers = urls;
        return this;
    }

    public Manifest lookupTimeout(String time) {
        lookupTimeout = time;
        return this;
    }

    /** How long the proxy does not use a lookup handler that failed. */
    public Manifest retryAfter(String time) {
        retryAfter = time;
        return this;
    }

    /** Replaces the web servers of the stand-in Zimbra. */
    public Manifest pool(String servers) {
        pool = servers;
        return this;
    }

    /** Makes the HTTP port that of the admin console, with these servers. */
    public Manifest adminConsole(String servers) {
        httpPool = "admin";
        return morePools("{name: admin, servers: [" + servers + "]}");
    }

    /** Adds a pool of web servers. */
    public Manifest morePools(String pool) {
        pools.add("- " + pool);
        return this;
    }

    /** Sets the name in the certificates of the mailbox servers. */
    public Manifest serverName(String name) {
        serverName = name;
        return this;
    }

    public String serverName() {
        return serverName;
    }

    /** Lets the proxy use a web server again at once after a failure. */
    public Manifest forgiving() {
        return poolSettings("health: {maxFails: 0}");
    }

    /** Replaces the settings of the pool of web servers, except its name and servers. */
    public Manifest poolSettings(String settings) {
        poolSettings = settings;
        return this;
    }

    /** Offers STARTTLS on the ports without TLS, and accepts passwords without it too. */
    public Manifest clearTextLogins() {
        startTls = "Optional";
        return this;
    }

    /** Opens the listeners on all addresses of this machine, IPv6 and IPv4. */
    public Manifest everyAddress() {
        address = "";
        return this;
    }

    /** Sets {@code proxyProtocol} of the six listeners. */
    public Manifest proxyProtocol(String settings) {
        proxyProtocol = ", proxyProtocol: " + settings;
        return this;
    }

    /** Offers no STARTTLS on the ports without TLS, and accepts passwords there. */
    public Manifest noStartTls() {
        startTls = "Disabled";
        return this;
    }

    /** Adds a setting to the section {@code upstream}, for example {@code sendImapId: false}. */
    public Manifest upstream(String setting) {
        upstream.add(setting);
        return this;
    }

    /** Adds a setting to the section {@code lookup}. */
    public Manifest lookup(String setting) {
        lookup.add(setting);
        return this;
    }

    /** Replaces the settings of the domain example.org. */
    public Manifest otherDomain(String setting) {
        otherDomain = setting;
        return this;
    }

    /** Adds a section to the specification, for example {@code timeouts: {drain: 1s}}. */
    public Manifest with(String section) {
        more.add(section);
        return this;
    }

    /** Adds a listener. */
    public Manifest listener(String listener) {
        listeners.add("- " + listener);
        return this;
    }

    /** Merges YAML into the complete manifest, section by section. */
    public Manifest merged(String settings) {
        merged = settings;
        return this;
    }

    /** Returns the manifest for the ports and servers of a site. */
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
