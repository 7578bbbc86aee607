package io.zimbraproxy.proxy.sasl;

/** The server's side of one SASL exchange (RFC 4422). Pure; one per login attempt. */
interface SaslExchange {
    /** Begins the exchange if the client has sent no message with the name of the mechanism. */
    SaslStep begin();

    /** Handles the client's next message, decoded from base64; it may be the first one. */
    SaslStep next(byte[] message);
}
