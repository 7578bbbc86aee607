/** The command. */
package io.zimbraproxy.bench.cli;
