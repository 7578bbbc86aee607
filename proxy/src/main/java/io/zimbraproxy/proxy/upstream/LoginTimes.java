package io.zimbraproxy.proxy.upstream;

import java.time.Duration;

/**
 * Time limits for a login at a mailbox server.
 *
 * @param connect for the TCP connection
 * @param handshake for the TLS handshake
 * @param greeting for the server's greeting, from the end of the connect
 * @param login for the server's reply to the login, from the greeting on
 * @param total for everything
 */
public record LoginTimes(Duration connect, Duration handshake, Duration greeting, Duration login, Duration total) {}
