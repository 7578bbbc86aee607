/**
 * Moves bytes between two joined channels until one side ends.
 *
 * <p>In: two channels on one event loop, already past their dialogues. Out: a close cause and byte counts. Knows nothing
 * of mail, web or configuration; imports nothing of ours but {@code observe}.
 */
package io.zimbraproxy.proxy.relay;
