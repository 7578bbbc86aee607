package io.zimbraproxy.proxy.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The client connections that are open, of all listeners. Safe for all threads. */
public final class ConnectionRegistry {
    /** A connection that can be told to end. */
    public interface Connection {
        /**
         * Ends it as soon as that disturbs nobody; called on any thread.
         *
         * @param turn a client that would come back at once is left alone so long: others go before it
         */
        void windDown(Duration turn);

        /** Ends it now, in its protocol's way; called on any thread. */
        void shutDown();
    }

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> empty;
    /** Null while connections are welcome. */
    private volatile Duration windingDown;

    public void add(Connection connection) {
        open.add(connection);
        // One that is accepted while all are told to end would not hear of it.
        Duration spread = windingDown;
        if (spread != null) {
            connection.windDown(spread);
        }
    }

    public void remove(Connection connection) {
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

    /** Tells all of them to end when they can, one after the other over this time: their clients go to others at once. */
    public void windDown(Duration spread) {
        windingDown = spread;
        List<Connection> all = new ArrayList<>(open);
        Collections.shuffle(all);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).windDown(spread.multipliedBy(i + 1).dividedBy(all.size()));
        }
    }

    /** Tells all of them to end. */
    public void shutDown() {
        new ArrayList<>(open).forEach(Connection::shutDown);
    }
}
