/**
 * HTTP interface of the stub for people and scripts: faults, journal, moves of accounts.
 *
 * <p>In: requests at the admin port. Out: JSON texts, and calls to the fault registry. Imports {@code fault}, {@code journal} and
 * {@code net}.
 */
@NullMarked
package io.zimbraproxy.stub.admin;

import org.jspecify.annotations.NullMarked;
