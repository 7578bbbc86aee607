package io.zimbraproxy.proxy.it.process;

import io.zimbraproxy.proxy.it.stage.LineClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients with open sessions, each with its own thread, until the server ends the session. */
final class DrainedClients implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<End>> ends = new ArrayList<>();

    /**
     * End of a session.
     *
     * @param text what the server sent after its last response
     * @param at when, by {@link System#nanoTime}
     */
    record End(String text, long at) {}

    /** Runs a client until the end of the connection; returns the server's last text. */
    interface Activity {
        String runToEnd(LineClient client) throws Exception;
    }

    /** Adds a client with a connection and starts its activity. */
    void add(LineClient connection, Activity activity) {
        ends.add(threads.submit(() -> {
            try (LineClient client = connection) {
                client.waitForGood();
                return new End(activity.runToEnd(client), System.nanoTime());
            }
        }));
    }

    /** Waits for the ends of all sessions; throws the failure of the first client that failed. */
    List<End> await() throws Exception {
        List<End> all = new ArrayList<>();
        for (Future<End> end : ends) {
            all.add(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
