package io.zimbraproxy.stub.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of one mailbox server. In a configuration 0 means "any free port"; in a running stub 0 means "not served". */
public record MailboxPorts(int imap, int imaps, int pop3, int pop3s, int http, int https) {

    public static MailboxPorts ephemeral() {
        return new MailboxPorts(0, 0, 0, 0, 0, 0);
    }

    /** Six ports in a row: imap, imaps, pop3, pop3s, http, https. */
    public static MailboxPorts startingAt(int first) {
        return new MailboxPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    }

    /** The same by service name, in declaration order. */
    public Map<String, Integer> byService() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("imap", imap);
        ports.put("imaps", imaps);
        ports.put("pop3", pop3);
        ports.put("pop3s", pop3s);
        ports.put("http", http);
        ports.put("https", https);
        return ports;
    }

    public static MailboxPorts of(Map<String, Integer> byService) {
        return new MailboxPorts(
                byService.getOrDefault("imap", 0),
                byService.getOrDefault("imaps", 0),
                byService.getOrDefault("pop3", 0),
                byService.getOrDefault("pop3s", 0),
                byService.getOrDefault("http", 0),
                byService.getOrDefault("https", 0));
    }
}
