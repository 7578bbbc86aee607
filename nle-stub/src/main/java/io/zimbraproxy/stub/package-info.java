/**
 * A simulated Zimbra site in one process, for the demo and for tests: lookup handlers and mailbox servers.
 *
 * <p>In: a {@link io.zimbraproxy.stub.config.StubConfig}. Out: listening ports, a journal of requests and logins, and faults
 * that can be switched on. This package assembles all others; none of them imports it except {@code cli}.
 */
@NullMarked
package io.zimbraproxy.stub;

import org.jspecify.annotations.NullMarked;
