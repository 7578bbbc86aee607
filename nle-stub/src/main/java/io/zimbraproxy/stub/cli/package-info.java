/**
 * Command line of the stub: {@code serve}, {@code certificates} and {@code token}.
 *
 * <p>In: arguments and files. Out: text, files and an exit code. No other package imports this one.
 */
@NullMarked
package io.zimbraproxy.stub.cli;

import org.jspecify.annotations.NullMarked;
