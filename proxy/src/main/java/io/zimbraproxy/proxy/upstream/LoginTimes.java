package io.zimbraproxy.proxy.upstream;

import java.time.Duration;

/**
 * How long a login at a mailbox server may take.
 *
 * @param connect the connection, without TLS
 * @param handshake TLS
 * @param greeting from then to the server's greeting
 * @param login from then to its answer to the login
 * @param total all of it
 */
public record LoginTimes(Duration connect, Duration handshake, Duration greeting, Duration login, Duration total) {}
