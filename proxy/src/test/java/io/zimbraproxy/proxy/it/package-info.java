/**
 * Tests of the packaged proxy from outside. The proxy is a process of its own, the test process contains a stand-in Zimbra,
 * and clients use real sockets. Each package tests one subject; {@code stage} has what they share.
 */
package io.zimbraproxy.proxy.it;
