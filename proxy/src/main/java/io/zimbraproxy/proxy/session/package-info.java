/**
 * The dialogue with a mail client before its login.
 *
 * <p>In: bytes of a client whose connection was just accepted. Out: a login to route, then the client's channel to join,
 * or a close cause. The dialogues themselves ({@code session.imap}, {@code session.pop3}) are pure: bytes in; replies,
 * a login or an end out. They never import each other. Nothing here opens a socket but through {@code upstream}.
 */
package io.zimbraproxy.proxy.session;
