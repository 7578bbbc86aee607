/**
 * The login dialogues with mailbox servers (facts, sections 4.6 and 5).
 *
 * <p>In: what the server says. Out: what to send, and in the end the bytes for the client. Pure.
 */
package io.zimbraproxy.proxy.upstream.login;
