/**
 * Mail sessions, up to the login.
 *
 * <p>In: the bytes of a client whose connection was accepted. Out: a login at a mailbox server, then the client's
 * channel for the relay; or the end of the session with its close cause. The dialogues ({@code session.imap}, {@code
 * session.pop3}) are pure: bytes in; replies, a login or an end out. They never import each other, and this package
 * imports neither. Connections to servers are made by {@code upstream} only.
 */
@NullMarked
package io.zimbraproxy.proxy.session;

import org.jspecify.annotations.NullMarked;
