/**
 * The POP3 dialogue before login (facts, section 5; RFC 1939, 2449, 2595, 5034).
 *
 * <p>In: bytes. Out: steps. Pure; never imports {@code session.imap}.
 */
package io.zimbraproxy.proxy.session.pop3;
