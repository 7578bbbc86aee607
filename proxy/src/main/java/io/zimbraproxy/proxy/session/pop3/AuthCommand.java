package io.zimbraproxy.proxy.session.pop3;

import io.zimbraproxy.proxy.sasl.PlainMechanism;
import io.zimbraproxy.proxy.session.Step;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** AUTH with an optional initial response, RFC 5034 section 4. */
final class AuthCommand implements Pop3Command {
    @Override
    public Step run(Pop3Dialogue dialogue, Pop3Line line) {
        if (line.bare() || !dialogue.mayLogIn()) {
            return dialogue.invalid();
        }
        String[] words =
                new String(line.argument(), StandardCharsets.US_ASCII).trim().split(" +", 2);
        if (!words[0].toUpperCase(Locale.ROOT).equals(PlainMechanism.NAME)) {
            return new Step.Reply("-ERR mechanism not supported\r\n");
        }
        return words.length == 1
                ? dialogue.awaitSaslMessage()
                : dialogue.plain(words[1].getBytes(StandardCharsets.US_ASCII));
    }
}
