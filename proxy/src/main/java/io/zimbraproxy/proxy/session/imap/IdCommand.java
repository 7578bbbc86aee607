package io.zimbraproxy.proxy.session.imap;

import io.zimbraproxy.proxy.observe.Product;
import io.zimbraproxy.proxy.session.Step;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ID (RFC 2971) with NIL, or a list of fields and values. The mailbox server gets the client's name and version. */
final class IdCommand implements ImapCommand {
    private static final String REPLY = "* ID (\"NAME\" \"Zimbra\" \"VERSION\" \"" + Product.VERSION + "\")\r\n";

    /** The highest number of fields (RFC 2971 section 3.3). */
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

    /** Returns the values by lower-case field name, without NIL values; null if the list is malformed. */
    private static @Nullable Map<String, byte[]> fields(ImapScanner list) {
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
            String field = new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
            if (list.peek() == '"' || list.peek() == '{') {
                byte[] value = list.string();
                if (value == null) {
                    return null;
                }
                fields.put(field, value);
            } else if (nil(list)) {
                fields.remove(field);
            } else {
                return null;
            }
        } while (list.peek() == ' ');
        return list.skip(')') ? fields : null;
    }

    private static boolean nil(ImapScanner list) {
        return (list.skip('N') || list.skip('n'))
                && (list.skip('I') || list.skip('i'))
                && (list.skip('L') || list.skip('l'));
    }
}
