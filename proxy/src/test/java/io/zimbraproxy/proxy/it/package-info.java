/**
 * Tests from outside: the packaged proxy as a process of its own, a stand-in Zimbra in this one, real sockets and real
 * clients between them.
 */
package io.zimbraproxy.proxy.it;
