package io.zimbraproxy.stub.config;

/**
 * One mailbox server.
 *
 * @param name appears in greetings, in {@code X-Mailbox} and in fault targets ({@code mailbox-1/imap})
 * @param bulk true: IMAP serves virtual messages, generated while they are read; there is no POP3
 * @param ports the server's ports
 */
public record MailboxConfig(String name, boolean bulk, MailboxPorts ports) {

    public MailboxConfig {
        name = name == null ? "" : name;
        ports = ports == null ? MailboxPorts.ephemeral() : ports;
    }

    /** Returns an ordinary mailbox server on free ports. */
    public static MailboxConfig of(String name) {
        return new MailboxConfig(name, false, MailboxPorts.ephemeral());
    }

    public MailboxConfig withPorts(MailboxPorts other) {
        return new MailboxConfig(name, bulk, other);
    }
}
