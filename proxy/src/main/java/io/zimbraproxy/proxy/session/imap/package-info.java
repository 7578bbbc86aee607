/**
 * The IMAP dialogue before the login (RFC 3501, 4959, 7888, 2971).
 *
 * <p>In: the bytes of a client. Out: steps for the session. Pure: no socket, no clock, no log. Never imports {@code
 * session.pop3}.
 */
@NullMarked
package io.zimbraproxy.proxy.session.imap;

import org.jspecify.annotations.NullMarked;
