/**
 * Tests of what happens on a connection before its protocol starts: PROXY headers, addresses and IPv6.
 */
package io.zimbraproxy.proxy.it.listener;
