package io.zimbraproxy.proxy.sasl;

/** The server's part of one SASL exchange (RFC 4422). Pure; one per attempt. */
interface SaslExchange {
    /** The client has named the mechanism and sent no message with it. */
    SaslStep begin();

    /** The client's next message, decoded; it may be the first one. */
    SaslStep next(byte[] message);
}
