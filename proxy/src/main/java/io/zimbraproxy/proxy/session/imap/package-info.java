/**
 * The IMAP dialogue before login (facts, section 4; RFC 3501, 4959, 7888, 2971).
 *
 * <p>In: bytes. Out: steps. Pure; never imports {@code session.pop3}.
 */
package io.zimbraproxy.proxy.session.imap;
