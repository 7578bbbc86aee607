package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.stub.net.FreePorts;
import java.util.List;

/** Listeners that offer or require STARTTLS. The ports of {@link TestSite} do not offer it in a replay. */
final class StartTlsPorts {
    private static final List<String> NAMES = List.of("imap-on", "imap-only", "pop3-on", "pop3-only");

    private final List<Integer> ports = FreePorts.take(NAMES.size());

    /** Adds the listeners to a manifest. */
    Manifest in(Manifest manifest) {
        for (String name : NAMES) {
            manifest.listener(
                    "{name: " + name + ", protocol: " + (name.startsWith("imap") ? "IMAP" : "POP3") + ", port: "
                            + ports.get(NAMES.indexOf(name)) + ", address: 127.0.0.1, startTls: "
                            + (name.endsWith("on") ? "Optional" : "Required") + "}");
        }
        return manifest;
    }

    /** Returns the port to which the client of a case connects. */
    int of(RecordedCase recorded, TestSite site) {
        boolean imap = recorded.protocol().equals("imap");
        if (RecordedMailClient.beginsWithTls(recorded)) {
            return imap ? site.imaps() : site.pop3s();
        }
        int named = NAMES.indexOf(recorded.protocol() + '-' + recorded.setting("starttls", "off"));
        if (named >= 0) {
            return ports.get(named);
        }
        return imap ? site.imap() : site.pop3();
    }
}
