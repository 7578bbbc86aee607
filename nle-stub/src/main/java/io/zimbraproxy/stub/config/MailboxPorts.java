package io.zimbraproxy.stub.config;

import java.util.Map;

/** The ports of one mailbox server. 0 means "any free port" in a configuration, and "not served" in a running stub. */
public record MailboxPorts(int imap, int imaps, int pop3, int pop3s, int http, int https) {

    /** Returns any free port for each service. */
    public static MailboxPorts ephemeral() {
        return new MailboxPorts(0, 0, 0, 0, 0, 0);
    }

    /** Returns six consecutive ports: imap, imaps, pop3, pop3s, http, https. */
    public static MailboxPorts startingAt(int first) {
        return new MailboxPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    }

    /** Returns the port of a service. */
    public int of(MailboxService service) {
        return switch (service) {
            case IMAP -> imap;
            case IMAPS -> imaps;
            case POP3 -> pop3;
            case POP3S -> pop3s;
            case HTTP -> http;
            case HTTPS -> https;
        };
    }

    /** Returns ports from a map; 0 for a service that the map does not contain. */
    public static MailboxPorts of(Map<MailboxService, Integer> byService) {
        return new MailboxPorts(
                byService.getOrDefault(MailboxService.IMAP, 0),
                byService.getOrDefault(MailboxService.IMAPS, 0),
                byService.getOrDefault(MailboxService.POP3, 0),
                byService.getOrDefault(MailboxService.POP3S, 0),
                byService.getOrDefault(MailboxService.HTTP, 0),
                byService.getOrDefault(MailboxService.HTTPS, 0));
    }
}
