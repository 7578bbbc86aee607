package io.zimbraproxy.bench.stage;

import io.zimbraproxy.stub.net.FreePorts;

/** Where the stage listens. */
public record StagePorts(int imap, int pop3, int web, int lookup) {
    static StagePorts free() {
        return new StagePorts(FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.take());
    }
}
