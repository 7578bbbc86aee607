package io.zimbraproxy.bench.backend;

import io.zimbraproxy.stub.net.FreePorts;

/** The ports of the backends. */
public record BackendPorts(int imap, int pop3, int web, int lookup) {
    static BackendPorts free() {
        return new BackendPorts(FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.take());
    }
}
