/**
 * Web pages of the mailbox servers, for tests with programs and browsers.
 *
 * <p>In: HTTP requests. Out: responses whose size, delay and framing the request or its path determines. Imports neither {@code lookup} nor {@code admin}.
 */
@NullMarked
package io.zimbraproxy.stub.web;

import org.jspecify.annotations.NullMarked;
