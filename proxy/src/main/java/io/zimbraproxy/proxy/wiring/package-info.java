/**
 * Builds the objects that serve clients from a snapshot of the configuration: shared services first, then for each listener and
 * event loop a connection handler. The only package that knows both the listeners and the protocols.
 */
@NullMarked
package io.zimbraproxy.proxy.wiring;

import org.jspecify.annotations.NullMarked;
