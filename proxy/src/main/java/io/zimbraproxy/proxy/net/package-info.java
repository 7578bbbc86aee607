/**
 * Addresses, networks, event loops and their clocks: what every package that handles connections needs. Imports nothing of the proxy.
 */
package io.zimbraproxy.proxy.net;
