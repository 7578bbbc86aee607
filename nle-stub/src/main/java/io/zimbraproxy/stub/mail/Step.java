package io.zimbraproxy.stub.mail;

import io.zimbraproxy.stub.journal.Field;
import java.util.List;

/** What a {@link Dialogue} wants done next. Texts are complete lines with their ends. */
public sealed interface Step {

    /** Send the text and go on. */
    record Reply(String text) implements Step {}

    /** Read the next line; the command is not complete. */
    record More() implements Step {}

    /** Send the text, if any, then read that many bytes and hand them to {@link Dialogue#literal}. */
    record Literal(String prompt, int length) implements Step {}

    /**
     * The client said who it is (ID, XOIP): write it down and send the text.
     *
     * @param tag tag of the command, empty in POP3
     */
    record Identify(String command, String tag, String subject, List<Field> fields, String text) implements Step {}

    /**
     * Check the credentials; then join the client with its mailbox, or send the refusal and go on.
     *
     * @param tag tag of the command, empty in POP3
     */
    record Login(String command, String tag, Credentials credentials, String refusal) implements Step {}

    /** Send the text and close. */
    record Farewell(String text) implements Step {}
}
