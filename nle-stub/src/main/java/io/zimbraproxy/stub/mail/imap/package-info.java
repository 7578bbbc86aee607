/**
 * IMAP before login (RFC 3501), without sockets.
 *
 * <p>In: lines and literals. Out: {@link io.zimbraproxy.stub.mail.MailboxStep}s. Does not import {@code pop3}.
 */
@NullMarked
package io.zimbraproxy.stub.mail.imap;

import org.jspecify.annotations.NullMarked;
