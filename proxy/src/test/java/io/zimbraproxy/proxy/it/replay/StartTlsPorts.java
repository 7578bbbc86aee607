package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.stub.net.FreePorts;
import java.util.List;

/** Clear ports on which STARTTLS is offered or required; on those of a replay's {@link TestSite} it is not offered. */
final class StartTlsPorts {
    private static final List<String> NAMES = List.of("imap-on", "imap-only", "pop3-on", "pop3-only");

    private final List<Integer> ports = FreePorts.take(NAMES.size());

    /** The manifest with these ports. */
    Manifest in(Manifest manifest) {
        for (String name : NAMES) {
            manifest.listener(
                    "{name: " + name + ", protocol: " + (name.startsWith("imap") ? "IMAP" : "POP3") + ", port: "
                            + ports.get(NAMES.indexOf(name)) + ", address: 127.0.0.1, startTls: "
                            + (name.endsWith("on") ? "Optional" : "Required") + "}");
        }
        return manifest;
    }

    /** The port on which a case begins. */
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
