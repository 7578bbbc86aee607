/**
 * The command line: reads options, checks the configuration and starts the proxy or one of its tools. Nothing imports it.
 */
@NullMarked
package io.zimbraproxy.proxy.cli;

import org.jspecify.annotations.NullMarked;
