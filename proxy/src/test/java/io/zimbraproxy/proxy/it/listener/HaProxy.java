package io.zimbraproxy.proxy.it.listener;

import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.ServerProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real HAProxy in front of the ports of a site, on IPv4 and IPv6. It forwards bytes and can send PROXY headers. */
final class HaProxy implements AutoCloseable {
    private static final int LOG_MILLIS = 20_000;

    private final Map<Integer, Integer> ports = new HashMap<>();
    private final DatagramSocket log = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private ServerProcess process;

    private HaProxy() throws IOException {
        log.setSoTimeout(LOG_MILLIS);
    }

    /** Starts HAProxy with these options of its {@code server} lines, in which {@code PORT} stands for the port of the site. */
    static HaProxy before(TestSite site, String options) throws Exception {
        return start(site, "", options);
    }

    /** Starts HAProxy so that it terminates TLS, with these options of its {@code bind} lines. */
    static HaProxy withTls(TestSite site, String bind, String options) throws Exception {
        return start(site, " ssl " + bind, options);
    }

    private static HaProxy start(TestSite site, String bind, String options) throws Exception {
        Path program = Program.require("haproxy", "haproxy");
        HaProxy haProxy = new HaProxy();
        List<Integer> free = FreePorts.take(site.ports().size() + 1);
        int ready = free.get(site.ports().size());
        StringBuilder text = new StringBuilder(head(haProxy.log.getLocalPort(), ready));
        for (int i = 0; i < site.ports().size(); i++) {
            int port = site.ports().get(i);
            haProxy.ports.put(port, free.get(i));
            text.append("""
                    listen to-%1$d
                      bind 127.0.0.1:%2$d%3$s
                      bind [::1]:%2$d%3$s
                      server proxy 127.0.0.1:%1$d %4$s
                    """.formatted(port, free.get(i), bind, options.replace("PORT", String.valueOf(port))));
        }
        Path config = Files.writeString(Files.createTempFile(site.folder(), "haproxy", ".cfg"), text);
        haProxy.process = new ServerProcess(ready, List.of(program.toString(), "-db", "-f", config.toString()));
        return haProxy;
    }

    /** HAProxy opens all ports before it serves any, so the port {@code ready} stands for all. */
    private static String head(int logPort, int ready) {
        return """
                global
                  log 127.0.0.1:%d format raw local0
                defaults
                  mode tcp
                  log global
                  option log-health-checks
                  unique-id-format %%ci-%%cp
                  timeout connect 10s
                  timeout client 60s
                  timeout server 60s
                frontend ready
                  bind 127.0.0.1:%d
                  tcp-request connection reject
                """.formatted(logPort, ready);
    }

    /** Returns the port of HAProxy that forwards to this port of the site. */
    int port(int sitePort) {
        return ports.get(sitePort);
    }

    /** Waits until HAProxy has logged this number of lines with the text. */
    void awaitLog(String text, int count) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int found = 0; found < count; ) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            try {
                log.receive(packet);
            } catch (SocketTimeoutException late) {
                throw new AssertionError(found + " of " + count + " times \"" + text + "\" in:\n" + all, late);
            }
            String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            all.append(line).append('\n');
            found += line.contains(text) ? 1 : 0;
        }
    }

    @Override
    public void close() {
        process.close();
        log.close();
    }
}
