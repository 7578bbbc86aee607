/**
 * Moves bytes between two joined channels until one side ends.
 *
 * <p>In: two channels on one event loop whose dialogues are over. Out: a close cause and byte counts. Knows nothing of mail, web or
 * configuration. Imports only {@code net} and {@code observe}.
 */
@NullMarked
package io.zimbraproxy.proxy.relay;

import org.jspecify.annotations.NullMarked;
