/**
 * Web clients: chooses the mailbox server of each request, and streams it there and back.
 *
 * <p>In: requests of Vert.x' HTTP server. Out: responses. The user is found in the URL, else by the auth token, else the
 * client's address decides (facts, section 7). Never imports {@code session}.
 */
package io.zimbraproxy.proxy.http;
