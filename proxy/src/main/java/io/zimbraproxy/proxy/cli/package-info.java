/**
 * The command line: reads options, checks the configuration and starts the proxy or one of its tools. Nothing imports it.
 */
package io.zimbraproxy.proxy.cli;
