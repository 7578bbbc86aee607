package io.zimbraproxy.proxy.sasl;

import java.util.Base64;

/** One SASL exchange in lines, as IMAP and POP3 both have it: base64, an initial response, {@code *} to cancel. */
public final class SaslConversation {
    private static final byte[] NOTHING = {};

    private final SaslExchange exchange;

    SaslConversation(SaslExchange exchange) {
        this.exchange = exchange;
    }

    /** The client has named the mechanism only. */
    public SaslStep begin() {
        return exchange.begin();
    }

    /** The client has sent its first message with the name; {@code =} stands for an empty one (RFC 4959 section 3). */
    public SaslStep begin(byte[] initialResponse) {
        return initialResponse.length == 1 && initialResponse[0] == '='
                ? exchange.next(NOTHING)
                : decoded(initialResponse);
    }

    /** The client's answer to a challenge, without its line end. */
    public SaslStep answer(byte[] line) {
        return line.length == 1 && line[0] == '*' ? SaslStep.ABORTED : decoded(line);
    }

    private SaslStep decoded(byte[] base64) {
        try {
            return exchange.next(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return SaslStep.MALFORMED;
        }
    }
}
