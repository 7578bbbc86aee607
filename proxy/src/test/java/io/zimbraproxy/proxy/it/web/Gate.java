package io.zimbraproxy.proxy.it.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Keeps requests waiting at servers, each until its target is let through. */
final class Gate {
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    /** From now on these servers answer what is let through. */
    void before(RecordingServer... servers) {
        for (RecordingServer server : servers) {
            server.answers(request -> {
                latch(request.target()).await();
                return server.greet(request);
            });
        }
    }

    private CountDownLatch latch(String target) {
        return latches.computeIfAbsent(target, none -> new CountDownLatch(1));
    }

    /** Requests for this target are answered, those that wait and those that come. */
    void open(String target) {
        latch(target).countDown();
    }
}
