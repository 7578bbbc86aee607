/**
 * The login dialogues with mailbox servers.
 *
 * <p>In: credentials, and the bytes of the server. Out: bytes to send, and at last the server's reply for the client.
 * Pure: no socket, no clock, no log. Imports {@code sasl} and {@code observe} only.
 */
@NullMarked
package io.zimbraproxy.proxy.upstream.login;

import org.jspecify.annotations.NullMarked;
