package io.zimbraproxy.proxy.it.process;

import io.zimbraproxy.proxy.it.stage.LineClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients that are in the midst of something, each with a thread of its own, until they are told to go. */
final class StandingClients implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Farewell>> farewells = new ArrayList<>();

    /** How a client was told to go: all that it heard beyond what it had asked for, and when, by {@link System#nanoTime}. */
    record Farewell(String words, long at) {}

    /** What a client does until the end of the connection; gives its last words. */
    interface Stay {
        String untilTheEnd(LineClient client) throws Exception;
    }

    /** One more, which has a connection already. */
    void add(LineClient connection, Stay stay) {
        farewells.add(threads.submit(() -> {
            try (LineClient client = connection) {
                client.waitForGood();
                return new Farewell(stay.untilTheEnd(client), System.nanoTime());
            }
        }));
    }

    /** How each of them was told to go; fails with what went wrong for one of them. */
    List<Farewell> await() throws Exception {
        List<Farewell> all = new ArrayList<>();
        for (Future<Farewell> farewell : farewells) {
            all.add(farewell.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
