package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.relay.Relay;

/**
 * Where a session stands.
 *
 * <pre>
 *   Admitting --allowed--> Talking
 *   Talking --STARTTLS--> StartingTls --handshake--> Talking
 *   Talking --SASL message--> Working --> Talking
 *   Talking --login--> LoggingIn --OK--> Relaying --> Ended
 *                          \--refused--> Refusing --> Ended      (each may also go to Ended)
 *                                            \--token--> Talking  (one line, then Ended)
 * </pre>
 *
 * <p>Only {@link Talking} reads from the client; what comes in later waits for the relay.
 */
sealed interface SessionState {
    /** Whether the client's address may come is being asked; nothing was said yet. */
    record Admitting() implements SessionState {}

    /** The dialogue answers the client. */
    record Talking() implements SessionState {}

    /** A SASL message is being looked into on another thread. */
    record Working() implements SessionState {}

    /** STARTTLS was answered and TLS is not up: a byte that comes in the clear now ends the session. */
    record StartingTls() implements SessionState {}

    /** The route is looked up, then the mailbox server is asked. */
    record LoggingIn(LoginAttempt attempt) implements SessionState {}

    /** The client gets its answer after the wait that makes guessing slow. */
    record Refusing() implements SessionState {}

    /** The bytes go past us. */
    record Relaying(Relay relay) implements SessionState {}

    /** Over. */
    record Ended() implements SessionState {}
}
