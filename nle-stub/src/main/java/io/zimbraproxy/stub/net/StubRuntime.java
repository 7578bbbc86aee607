package io.zimbraproxy.stub.net;

import io.vertx.core.Vertx;
import io.zimbraproxy.stub.config.Directory;
import io.zimbraproxy.stub.fault.FaultRegistry;
import io.zimbraproxy.stub.journal.Journal;

/** The objects that all servers of one stub share. */
public record StubRuntime(Vertx vertx, Directory directory, FaultRegistry faults, Journal journal) {}
