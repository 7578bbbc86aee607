package io.zimbraproxy.stub.mail;

/**
 * The server side of a mail protocol before login, as far as IMAP and POP3 differ. Pure: no socket, no clock. Each connection
 * has its own object.
 */
public interface MailboxDialogue {

    /** Returns the greeting, with its line end. */
    String greeting();

    /** Handles a line, given without its end. */
    MailboxStep line(String line);

    /** Handles the bytes that a {@link MailboxStep.Literal} has requested. */
    MailboxStep literal(String bytes);
}
