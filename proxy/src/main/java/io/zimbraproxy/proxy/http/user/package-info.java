/**
 * Whose request it is: the user in the URL or in its credentials, else the account of its token (facts, sections 7.1, 7.2).
 *
 * <p>In: the head of a request. Out: a question for {@code route}, or none. Nothing is verified here: the mailbox server
 * does that.
 */
package io.zimbraproxy.proxy.http.user;
