package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.sasl.SaslConversation;
import io.zimbraproxy.proxy.session.Step;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** AUTH with an optional initial response (RFC 5034 section 4). */
final class AuthCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        byte[] argument = line.argument();
        if (argument == null || argument.length == 0 || !dialogue.mayLogIn()) {
            return dialogue.invalid();
        }
        String[] words =
                new String(argument, StandardCharsets.ISO_8859_1).trim().split(" +", 2);
        Optional<SaslConversation> conversation = dialogue.offer().start(words[0].toUpperCase(Locale.ROOT));
        if (conversation.isEmpty()) {
            return new Step.Reply("-ERR mechanism not supported\r\n");
        }
        byte[] response = words.length == 1 ? null : words[1].getBytes(StandardCharsets.ISO_8859_1);
        return dialogue.authenticate(conversation.get(), response);
    }
}
