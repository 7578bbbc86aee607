package io.zimbraproxy.proxy.listener;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The client connections that are open, of all listeners. Safe for all threads. */
public final class ConnectionRegistry {
    /** A connection that can be told to end. */
    public interface Connection {
        /** Ends it as soon as that disturbs nobody; called on any thread. */
        void windDown();

        /** Ends it now, in its protocol's way; called on any thread. */
        void shutDown();
    }

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> empty;
    private volatile boolean windingDown;

    void add(Connection connection) {
        open.add(connection);
        // One that is accepted while all are told to end would not hear of it.
        if (windingDown) {
            connection.windDown();
        }
    }

    void remove(Connection connection) {
        open.remove(connection);
        completeIfEmpty();
    }

    /** Number of connections open now. */
    public int size() {
        return open.size();
    }

    /** Completes when no connection is open; to be asked for once, when no new ones come. */
    public CompletionStage<Void> empty() {
        empty = new CompletableFuture<>();
        completeIfEmpty();
        return empty;
    }

    private void completeIfEmpty() {
        CompletableFuture<Void> waiting = empty;
        if (waiting != null && open.isEmpty()) {
            waiting.complete(null);
        }
    }

    /** Tells all of them to end when they can. */
    public void windDown() {
        windingDown = true;
        new ArrayList<>(open).forEach(Connection::windDown);
    }

    /** Tells all of them to end. */
    public void shutDown() {
        new ArrayList<>(open).forEach(Connection::shutDown);
    }
}
