package io.zimbraproxy.proxy.throttle;

/** A mail protocol, with or without TLS, as limits count it. The letters are those of the keys of Zimbra's nginx. */
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
