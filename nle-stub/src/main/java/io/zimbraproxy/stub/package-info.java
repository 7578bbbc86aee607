/**
 * A stand-in Zimbra: lookup handlers and mailbox servers in one process, for the demo and for tests.
 *
 * <p>In: a {@link io.zimbraproxy.stub.config.StubConfig}. Out: listening ports, a journal of what was asked, and switches for
 * faults. {@link io.zimbraproxy.stub.ZimbraStub} is the only type here that knows all the others.
 */
package io.zimbraproxy.stub;
