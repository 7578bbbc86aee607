/**
 * Auth tokens in Zimbra's format.
 *
 * <p>In: an account's UUID. Out: the value of a {@code ZM_AUTH_TOKEN} cookie, and back. Imports no other package of the stub.
 */
@NullMarked
package io.zimbraproxy.stub.token;

import org.jspecify.annotations.NullMarked;
