/**
 * SASL mechanisms: one class each, pure; GSSAPI gives its work away.
 *
 * <p>In: the client's messages. Out: challenges, and in the end credentials. Imports none of our other packages.
 */
package io.zimbraproxy.proxy.sasl;
