package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.session.Step;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** ID, RFC 2971: NIL, or a list of field and value pairs. The client's name and version are told to the mailbox. */
final class IdCommand implements ImapCommand {
    private static final String REPLY = "* ID (\"NAME\" \"Zimbra\" \"VERSION\" \"" + Product.VERSION + "\")\r\n";

    /** RFC 2971 section 3.3: no more than 30 pairs. */
    private static final int MAX_FIELDS = 30;

    @Override
    public Step run(ImapDialogue dialogue, String tag, ImapScanner arguments) {
        if (!arguments.blanks()) {
            return dialogue.invalid(tag);
        }
        if (arguments.peek() != '(') {
            return arguments.word().equals("NIL") && arguments.atEnd() ? reply(tag) : dialogue.invalid(tag);
        }
        Map<String, byte[]> fields = fields(arguments);
        if (fields == null || !arguments.atEnd()) {
            return dialogue.invalid(tag);
        }
        dialogue.identified(new ClientId(fields.get("name"), fields.get("version")));
        return reply(tag);
    }

    private static Step reply(String tag) {
        return new Step.Reply(REPLY + tag + " OK completed\r\n");
    }

    private static Map<String, byte[]> fields(ImapScanner list) {
        Map<String, byte[]> fields = new HashMap<>();
        int count = 0;
        list.skip('(');
        if (list.skip(')')) {
            return fields;
        }
        do {
            list.blanks();
            byte[] name = list.string();
            if (name == null || !list.blanks() || ++count > MAX_FIELDS) {
                return null;
            }
            byte[] value = null;
            if (list.peek() == '"' || list.peek() == '{') {
                value = list.string();
                if (value == null) {
                    return null;
                }
            } else if (!nil(list)) {
                return null;
            }
            fields.put(new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT), value);
        } while (list.peek() == ' ');
        return list.skip(')') ? fields : null;
    }

    private static boolean nil(ImapScanner list) {
        return (list.skip('N') || list.skip('n'))
                && (list.skip('I') || list.skip('i'))
                && (list.skip('L') || list.skip('l'));
    }
}
