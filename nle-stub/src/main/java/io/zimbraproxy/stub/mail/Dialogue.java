package io.zimbraproxy.stub.mail;

/**
 * The conversation of a mail protocol before login; what differs between IMAP and POP3. Pure: no socket, no clock. One object
 * for each connection.
 */
public interface Dialogue {

    /** The text that greets a client. */
    String greeting();

    /** Takes a line without its end. */
    Step line(String line);

    /** Takes the bytes asked for by {@link Step.Literal}. */
    Step literal(String bytes);
}
