package io.zimbraproxy.proxy.throttle;

/** A mail protocol as limits see it, with TLS or without; the letters are those of Zimbra's keys (facts, section 3.1). */
public enum MailFamily {
    IMAP('i'),
    POP3('p');

    private final char letter;

    MailFamily(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
