/**
 * Mail ports of the mailbox servers, up to the login.
 *
 * <p>In: connections. Out: connections of logged-in clients, which a {@link io.zimbraproxy.stub.mail.Backend} serves. The
 * protocols are in {@code imap} and {@code pop3}, the backends in {@code store} and {@code bulk}; this package imports none
 * of them.
 */
@NullMarked
package io.zimbraproxy.stub.mail;

import org.jspecify.annotations.NullMarked;
