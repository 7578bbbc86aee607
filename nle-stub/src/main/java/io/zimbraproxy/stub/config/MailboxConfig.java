package io.zimbraproxy.stub.config;

/**
 * One mailbox server.
 *
 * @param name appears in greetings, in {@code X-Mailbox} and in fault targets ({@code mailbox-1/imap})
 * @param bulk true: IMAP serves virtual messages made on the fly, POP3 is not served
 * @param ports where it listens
 */
public record MailboxConfig(String name, boolean bulk, MailboxPorts ports) {

    public MailboxConfig {
        name = name == null ? "" : name;
        ports = ports == null ? MailboxPorts.ephemeral() : ports;
    }

    public static MailboxConfig of(String name) {
        return new MailboxConfig(name, false, null);
    }

    public static MailboxConfig bulk(String name) {
        return new MailboxConfig(name, true, null);
    }

    public MailboxConfig withPorts(MailboxPorts other) {
        return new MailboxConfig(name, bulk, other);
    }
}
