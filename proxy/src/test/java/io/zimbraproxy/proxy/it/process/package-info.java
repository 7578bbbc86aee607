/**
 * Tests of the proxy process: command line, drain and upgrade.
 */
package io.zimbraproxy.proxy.it.process;
