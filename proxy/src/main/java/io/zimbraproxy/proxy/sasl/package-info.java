/**
 * SASL mechanisms: one class each, pure.
 *
 * <p>In: the client's decoded message. Out: credentials, or nothing when the message is not well formed. Imports none of
 * our other packages.
 */
package io.zimbraproxy.proxy.sasl;
