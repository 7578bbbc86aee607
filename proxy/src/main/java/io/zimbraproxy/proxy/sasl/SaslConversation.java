package io.zimbraproxy.proxy.sasl;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One SASL exchange in lines of base64, which IMAP and POP3 have in common; the line {@code *} cancels the exchange.
 */
public final class SaslConversation {
    private static final byte[] EMPTY = {};

    private final SaslExchange exchange;

    SaslConversation(SaslExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Begins the exchange.
     *
     * @param initialResponse the client's first message, if it came with the name of the mechanism; {@code =} stands
     *     for an empty message (RFC 4959 section 3)
     */
    public SaslStep begin(byte @Nullable [] initialResponse) {
        if (initialResponse == null) {
            return exchange.begin();
        }
        return initialResponse.length == 1 && initialResponse[0] == '='
                ? exchange.next(EMPTY)
                : decoded(initialResponse);
    }

    /** Handles the client's response to a challenge, given without its line end. */
    public SaslStep response(byte[] line) {
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
