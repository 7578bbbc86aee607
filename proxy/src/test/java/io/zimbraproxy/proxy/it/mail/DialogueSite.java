package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.DialogueTls;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A proxy that plays dialogues, with the settings of a file in {@code dialogues/sites}. */
final class DialogueSite implements AutoCloseable {
    private final String name;
    /** Ports of the mailbox server by {@code Auth-Protocol}. Each dialogue has its own. */
    private final Map<String, Integer> mailboxPorts = new HashMap<>();

    private final Map<String, Integer> ports = new HashMap<>();
    private final FixedLookupHandler lookup;
    private final TestSite site;
    private final DialogueTls tls;

    /** Starts a proxy with its files in an empty folder. */
    DialogueSite(String name, Path settings, Path folder) throws Exception {
        this.name = name;
        lookup = new FixedLookupHandler(mailboxPorts);
        // A handler that failed in one dialogue must be used in the next one.
        Manifest manifest = Manifest.sixPorts()
                .handlers(lookup.url())
                .retryAfter("1ms")
                .clearTextLogins()
                .merged(Files.readString(settings));
        List<Integer> more = FreePorts.take(4);
        listener(manifest, "imap-required", "IMAP", "Required", more.get(0));
        listener(manifest, "imap-off", "IMAP", "Disabled", more.get(1));
        listener(manifest, "pop3-required", "POP3", "Required", more.get(2));
        listener(manifest, "pop3-off", "POP3", "Disabled", more.get(3));
        site = TestSite.start(folder, StubConfig.empty(), manifest);
        tls = new DialogueTls(site.authority());
        ports.putAll(Map.of("imap", site.imap(), "imaps", site.imaps(), "pop3", site.pop3(), "pop3s", site.pop3s()));
    }

    private void listener(Manifest manifest, String listener, String protocol, String startTls, int port) {
        manifest.listener("{name: " + listener + ", protocol: " + protocol + ", port: " + port
                + ", address: 127.0.0.1, startTls: " + startTls + "}");
        ports.put(listener, port);
    }

    String name() {
        return name;
    }

    void play(DialogueFile file) throws Exception {
        ServerSocket mailbox = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        String protocol = file.imap() ? "imap" : "pop3";
        mailboxPorts.put(protocol, mailbox.getLocalPort());
        mailboxPorts.put(protocol + "ssl", mailbox.getLocalPort());
        try (DialogueScript script = new DialogueScript(ports.get(file.listener()), mailbox, lookup, tls)) {
            script.play(file);
        }
        // The session must have ended.
        site.proxy().awaitConnections(0);
    }

    @Override
    public void close() {
        site.close();
        lookup.close();
    }
}
