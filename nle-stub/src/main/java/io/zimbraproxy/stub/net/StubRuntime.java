package io.zimbraproxy.stub.net;

import io.vertx.core.Vertx;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.fault.FaultBoard;
import io.zimbraproxy.stub.journal.Journal;

/** What every server of one stub shares. */
public record StubRuntime(Vertx vertx, Directory directory, FaultBoard faults, Journal journal) {}
