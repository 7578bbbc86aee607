/**
 * Small text functions that every module needs: host and port, hashes, percent-escapes, and texts for logs and messages.
 *
 * <p>In: strings, bytes, exceptions. Out: strings and bytes. All functions are pure. Imports the JDK only.
 */
@NullMarked
package io.zimbraproxy.crds.text;

import org.jspecify.annotations.NullMarked;
