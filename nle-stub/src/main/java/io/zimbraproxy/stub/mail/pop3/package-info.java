/**
 * POP3 before login (RFC 1939), without sockets.
 *
 * <p>In: lines. Out: {@link io.zimbraproxy.stub.mail.MailboxStep}s. Does not import {@code imap}.
 */
@NullMarked
package io.zimbraproxy.stub.mail.pop3;

import org.jspecify.annotations.NullMarked;
