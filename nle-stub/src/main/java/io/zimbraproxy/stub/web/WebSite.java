package io.zimbraproxy.stub.web;

import io.vertx.core.Vertx;
import io.zimbraproxy.stub.config.Directory;

/**
 * Who serves the pages.
 *
 * @param mailbox name of the mailbox server
 * @param service {@code http} or {@code https}
 * @param directory the accounts of all mailbox servers
 */
record WebSite(String mailbox, String service, Vertx vertx, Directory directory) {}
