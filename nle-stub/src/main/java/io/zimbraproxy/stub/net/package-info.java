/**
 * Listening ports, and access to connections below their protocol.
 *
 * <p>In: an {@link io.zimbraproxy.stub.net.EndpointSpec} and a handler. Out: an {@link io.zimbraproxy.stub.fault.Endpoint} that
 * opens and closes. Imports no protocol package.
 */
@NullMarked
package io.zimbraproxy.stub.net;

import org.jspecify.annotations.NullMarked;
