package io.zimbraproxy.proxy.fuzz;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.util.List;

/** Bytes of clients and mailbox servers in the recordings of Zimbra's own proxy. */
final class RecordedText {
    static final List<String> IMAP_CLIENT = of("imap", "client");
    static final List<String> POP3_CLIENT = of("pop3", "client");
    static final List<String> IMAP_SERVER = of("imap", "from_upstream");
    static final List<String> POP3_SERVER = of("pop3", "from_upstream");

    /** Longer texts are not used, because each would take the time of many short ones. */
    private static final int MAX = 2000;

    private RecordedText() {}

    private static List<String> of(String protocol, String speaker) {
        return RecordedCase.of(protocol)
                .flatMap(recorded -> recorded.steps().stream())
                .map(step -> step.getString(speaker))
                .filter(text -> text != null && text.length() < MAX)
                .distinct()
                .toList();
    }
}
