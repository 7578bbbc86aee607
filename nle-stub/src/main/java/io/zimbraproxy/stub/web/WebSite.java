package io.zimbraproxy.stub.web;

import io.vertx.core.Vertx;

/**
 * Who serves the pages.
 *
 * @param mailbox name of the mailbox server
 * @param service {@code http} or {@code https}
 */
record WebSite(String mailbox, String service, Vertx vertx) {}
