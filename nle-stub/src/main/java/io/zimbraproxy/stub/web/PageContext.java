package io.zimbraproxy.stub.web;

import io.vertx.core.Vertx;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.config.MailboxService;

/**
 * The server that a page belongs to.
 *
 * @param mailbox name of the mailbox server
 * @param service {@code HTTP} or {@code HTTPS}
 * @param directory the accounts of all mailbox servers
 */
record PageContext(String mailbox, MailboxService service, Vertx vertx, Directory directory) {}
