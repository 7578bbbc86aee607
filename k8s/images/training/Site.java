import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A running stand-in Zimbra, and a manifest for the proxy in front of it. */
record Site(Program stub, Path manifest, Map<String, Integer> ports) implements AutoCloseable {
    static final String HOST = "localhost";

    /** Number of sessions of each client with TLS. */
    static final int ROUNDS = 20;

    /**
     * Number of sessions of the clients without TLS, which are cheap. Methods compiled in training need no new profile after a start,
     * which halves the work of the compiler in the first seconds. The environment variable {@code TRAINING_ROUNDS} overrides it.
     */
    static final int CHEAP_ROUNDS = Integer.parseInt(System.getenv().getOrDefault("TRAINING_ROUNDS", "1000"));

    private static final String TEMPLATE =
            """
            apiVersion: zimbraproxy.io/v1alpha1
            kind: ZimbraProxy
            metadata: {name: training}
            spec:
              hostname: localhost
              listeners:
                - {name: imap,  protocol: IMAP,  port: %d, address: 127.0.0.1, startTls: Optional}
                - {name: pop3,  protocol: POP3,  port: %d, address: 127.0.0.1, startTls: Optional}
                - {name: imaps, protocol: IMAPS, port: %d, address: 127.0.0.1}
                - {name: pop3s, protocol: POP3S, port: %d, address: 127.0.0.1}
                - {name: https, protocol: HTTPS, port: %d, address: 127.0.0.1}
              tls: {certificateRef: {name: proxy}}
              lookup: {handlers: ["https://localhost:%s"], tls: {caRef: {name: authority}}}
              upstream:
                tls: {caRef: {name: authority}}
                pools:
                  - name: mailclient
                    servers: [{host: localhost, httpPort: %s, httpsPort: %s}]
              timeouts: {drainSettle: 1s, drain: 2s}
            """;

    static Site start(Path stubJar, Path folder) throws IOException, InterruptedException {
        Path secrets = folder.resolve("secrets");
        Path ready = folder.resolve("ports");
        Program.run(
                java(),
                stubJar,
                List.of("certificates", "--dir", secrets + "", "--ca-name", "authority", "proxy=" + HOST, "stub=" + HOST));
        List<String> serve = List.of(
                "serve", "--ports", "0", "--lookup-tls", "--tls-dir", secrets + "/stub", "--ready-file", ready + "");
        Program stub = Program.start(java(), List.of(), stubJar, serve);
        stub.awaitFile(ready);
        Map<String, Integer> ports = FreePorts.named("imap", "pop3", "imaps", "pop3s", "https", "management");
        return new Site(stub, manifest(folder, ports, read(ready)), ports);
    }

    int port(String listener) {
        return ports.get(listener);
    }

    int management() {
        return ports.get("management");
    }

    @Override
    public void close() {
        stub.close();
    }

    private static Path manifest(Path folder, Map<String, Integer> ports, Properties stub) throws IOException {
        String text = TEMPLATE.formatted(
                ports.get("imap"),
                ports.get("pop3"),
                ports.get("imaps"),
                ports.get("pop3s"),
                ports.get("https"),
                stub.getProperty("lookup.1"),
                stub.getProperty("mailbox-1.http"),
                stub.getProperty("mailbox-1.https"));
        return Files.writeString(folder.resolve("proxy.yaml"), text);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static List<String> java() {
        return List.of(System.getProperty("java.home") + "/bin/java");
    }
}
