package io.zimbraproxy.proxy.it.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zimbraproxy.proxy.it.replay.ScriptedPeers;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The manifest of a site of {@code web/sites}. The file has the settings under test. This class adds ports of listeners,
 * addresses of servers, certificates and the lookup handler.
 */
final class PoolManifest {
    /** Port of all servers, each on its own loopback address. */
    static final int SERVER_PORT = ScriptedPeers.HTTP_PORT;

    /** A host name that resolves; a pool may contain it, but no test server listens there. */
    private static final String REAL_NAME = "localhost";

    private static final int FIRST_NUMBER = 10;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final ObjectNode spec;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Set<String> tlsServers = new LinkedHashSet<>();
    private final String network;

    private PoolManifest(ObjectNode spec) {
        this.spec = spec;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        network = "127." + random.nextInt(1, 255) + '.' + random.nextInt(1, 255) + '.';
    }

    /** Reads a file: a specification without the settings that all sites share. */
    static PoolManifest read(Path file) throws IOException {
        PoolManifest manifest = new PoolManifest((ObjectNode) YAML.readTree(Files.readString(file)));
        manifest.listeners();
        manifest.servers();
        return manifest;
    }

    private void listeners() {
        for (JsonNode listener : spec.path("listeners")) {
            int port = FreePorts.take();
            ports.put(listener.path("name").asText(), port);
            ((ObjectNode) listener).put("port", port).put("address", "127.0.0.1");
        }
    }

    private void servers() {
        for (JsonNode pool : spec.path("upstream").path("pools")) {
            boolean tls = tls() || pool.path("name").asText().startsWith("admin");
            for (JsonNode server : pool.path("servers")) {
                String name = server.path("host").asText();
                ((ObjectNode) server).put("httpPort", SERVER_PORT).put("httpsPort", SERVER_PORT);
                if (name.equals(REAL_NAME)) {
                    continue;
                }
                ((ObjectNode) server)
                        .put(
                                "host",
                                addresses.computeIfAbsent(name, none -> network + (FIRST_NUMBER + addresses.size())));
                if (tls) {
                    tlsServers.add(name);
                }
            }
        }
    }

    /** Returns true if connections to all servers use TLS. */
    boolean tls() {
        return spec.path("upstream").path("tls").path("enabled").asBoolean(false);
    }

    /** Returns true if /zx goes to ports of the mailbox servers, because no pool {@code zx} exists. */
    boolean zxOnMailboxServers() {
        return spec.path("upstream").path("pools").findValuesAsText("name").stream()
                .noneMatch("zx"::equals);
    }

    /** Returns the ports of listeners by their names. */
    Map<String, Integer> ports() {
        return ports;
    }

    /** Returns the addresses of servers by their names. */
    Map<String, String> addresses() {
        return addresses;
    }

    /** Returns true if connections to a server use TLS. Those to servers of the admin console always do. */
    boolean tls(String server) {
        return tlsServers.contains(server);
    }

    /** Returns the whole manifest. {@code handler} is the URL of the lookup handler. */
    String text(String handler) throws IOException {
        String base = """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: test}
                spec:
                  hostname: mail.example.com
                  tls: {certificateRef: {name: example-com}}
                  lookup: {handlers: ['%s'], retryAfter: 1ms}
                  upstream: {tls: {enabled: false, caRef: {name: zimbra-ca}}}
                """.formatted(handler);
        ObjectNode manifest = (ObjectNode) YAML.readTree(base);
        YAML.readerForUpdating(manifest.get("spec")).readValue((JsonNode) spec);
        return YAML.writeValueAsString(manifest);
    }
}
