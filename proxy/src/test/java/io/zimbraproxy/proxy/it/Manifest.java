package io.zimbraproxy.proxy.it;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The manifest of a test's site. */
final class Manifest {
    private String httpMode = "Serve";
    private boolean upstreamTls;
    private String handlers;
    private String lookupTimeout = "15s";
    private String retryAfter = "60s";
    private String pool;
    private String httpPool = "mailclient";
    private String adminPool = "";
    private String startTls = "Required";
    private int maxFails = 1;
    private String serverName = "localhost";
    private final List<String> listeners = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private final List<String> upstream = new ArrayList<>();

    private Manifest() {}

    /** All six ports; clear text to the mailbox servers. */
    static Manifest sixPorts() {
        return new Manifest();
    }

    /** TLS to the mailbox servers, verified. */
    Manifest upstreamTls() {
        upstreamTls = true;
        return this;
    }

    Manifest httpMode(String mode) {
        httpMode = mode;
        return this;
    }

    /** Other lookup handlers than the stand-in's. */
    Manifest handlers(String urls) {
        handlers = urls;
        return this;
    }

    Manifest lookupTimeout(String time) {
        lookupTimeout = time;
        return this;
    }

    /** How long a lookup handler that failed is left out. */
    Manifest retryAfter(String time) {
        retryAfter = time;
        return this;
    }

    /** Other web servers than the stand-in's, in YAML's flow style. */
    Manifest pool(String servers) {
        pool = servers;
        return this;
    }

    /** The HTTP port is that of the admin console, on these servers, in YAML's flow style. */
    Manifest adminConsole(String servers) {
        httpPool = "admin";
        adminPool = "- {name: admin, servers: [" + servers + "]}";
        return this;
    }

    /** The name in the certificates of the mailbox servers. */
    Manifest serverName(String name) {
        serverName = name;
        return this;
    }

    String serverName() {
        return serverName;
    }

    /** A web server that failed is asked again at once. */
    Manifest forgiving() {
        maxFails = 0;
        return this;
    }

    /** STARTTLS is offered on the clear ports, and passwords are taken without it too. */
    Manifest clearTextLogins() {
        startTls = "Optional";
        return this;
    }

    /** STARTTLS is not offered on the clear ports, and passwords are taken there. */
    Manifest noStartTls() {
        startTls = "Disabled";
        return this;
    }

    /** One more listener, in YAML's flow style. */
    Manifest listener(String listener) {
        listeners.add("- " + listener);
        return this;
    }

    /** More of the section about mailbox servers, for example {@code sendImapId: false}. */
    Manifest upstream(String setting) {
        upstream.add(setting);
        return this;
    }

    /** More of the specification, in YAML's flow style, for example {@code timeouts: {drain: 1s}}. */
    Manifest with(String section) {
        more.add(section);
        return this;
    }

    String text(Site site) {
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
                    - {name: imap, protocol: IMAP, port: %d, address: 127.0.0.1, startTls: %s}
                    - {name: imaps, protocol: IMAPS, port: %d, address: 127.0.0.1}
                    - {name: pop3, protocol: POP3, port: %d, address: 127.0.0.1, startTls: %s}
                    - {name: pop3s, protocol: POP3S, port: %d, address: 127.0.0.1}
                    - {name: http, protocol: HTTP, port: %d, address: 127.0.0.1, httpMode: %s, pool: %s}
                    - {name: https, protocol: HTTPS, port: %d, address: 127.0.0.1}
                    %s
                  tls: {certificateRef: {name: example-com}}
                  domains:
                    - {name: example.org, virtualHosts: [mail.example.org], certificateRef: {name: example-org}}
                  lookup: {handlers: [%s], timeout: %s, retryAfter: %s}
                  upstream:
                    %s
                    tls: {enabled: %s, caRef: {name: zimbra-ca}}
                    pools:
                      - {name: mailclient, servers: [%s], health: {maxFails: %d}}
                      %s
                """.formatted(
                                site.imap(),
                                startTls,
                                site.imaps(),
                                site.pop3(),
                                startTls,
                                site.pop3s(),
                                site.http(),
                                httpMode,
                                httpPool,
                                site.https(),
                                String.join("\n    ", listeners),
                                handlers == null ? site.handlers() : handlers,
                                lookupTimeout,
                                retryAfter,
                                String.join("\n    ", upstream),
                                upstreamTls,
                                pool == null ? standIns : pool,
                                maxFails,
                                adminPool)
                + more.stream().map(section -> "  " + section + "\n").collect(Collectors.joining());
    }
}
