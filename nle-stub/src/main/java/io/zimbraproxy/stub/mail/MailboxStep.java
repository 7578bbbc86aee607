package io.zimbraproxy.stub.mail;

import io.zimbraproxy.stub.journal.Field;
import java.util.List;

/** The next action of a {@link MailboxDialogue}. Texts are complete lines with their ends. */
public sealed interface MailboxStep {

    /** Send the text. */
    record Reply(String text) implements MailboxStep {}

    /** Read the next line; the command is not complete. */
    record More() implements MailboxStep {}

    /** Send the text, if any, then read {@code length} bytes and pass them to {@link MailboxDialogue#literal}. */
    record Literal(String prompt, int length) implements MailboxStep {}

    /**
     * Record the client's identification (ID, XOIP) in the journal and send the text.
     *
     * @param tag tag of the command, empty in POP3
     */
    record Identify(String command, String tag, String subject, List<Field> fields, String text)
            implements MailboxStep {}

    /**
     * Check the credentials; then pass the client to the backend, or send the refusal.
     *
     * @param tag tag of the command, empty in POP3
     */
    record Login(String command, String tag, MailboxCredentials credentials, String refusal) implements MailboxStep {}

    /** Send the text and close. */
    record Farewell(String text) implements MailboxStep {}
}
