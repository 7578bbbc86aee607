package io.zimbraproxy.proxy.it.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Makes servers hold their responses until the test releases the target of the request. */
final class HeldResponses {
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    /** Lets these servers respond only to released targets from now on. */
    void holdAt(RecordingServer... servers) {
        for (RecordingServer server : servers) {
            server.respondWith(request -> {
                latch(request.target()).await();
                return server.greeting(request);
            });
        }
    }

    private CountDownLatch latch(String target) {
        return latches.computeIfAbsent(target, none -> new CountDownLatch(1));
    }

    /** Releases the responses to all current and later requests for this target. */
    void release(String target) {
        latch(target).countDown();
    }
}
