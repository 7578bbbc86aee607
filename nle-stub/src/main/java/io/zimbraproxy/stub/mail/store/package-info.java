/**
 * Backend with real mailboxes, stored in a GreenMail server and filled with generated messages.
 *
 * <p>In: accounts, then logged-in clients. Out: a relay to GreenMail's loopback ports.
 */
@NullMarked
package io.zimbraproxy.stub.mail.store;

import org.jspecify.annotations.NullMarked;
