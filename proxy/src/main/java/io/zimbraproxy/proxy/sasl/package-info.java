/**
 * SASL mechanisms, one class each. Pure, except GSSAPI, which gives its work to another thread.
 *
 * <p>In: the client's messages. Out: challenges, and at last credentials. Imports no package of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.sasl;

import org.jspecify.annotations.NullMarked;
