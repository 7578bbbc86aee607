/**
 * The POP3 dialogue before the login (RFC 1939, 2449, 2595, 5034).
 *
 * <p>In: the bytes of a client. Out: steps for the session. Pure: no socket, no clock, no log. Never imports {@code
 * session.imap}.
 */
@NullMarked
package io.zimbraproxy.proxy.session.pop3;

import org.jspecify.annotations.NullMarked;
