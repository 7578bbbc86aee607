package io.zimbraproxy.proxy.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open client connections of all listeners. Safe for all threads. */
public final class ConnectionRegistry {
    /** A connection that can be closed gracefully. */
    public interface Connection {
        /**
         * Closes the connection as soon as that does not disturb the client. May be called on any thread.
         *
         * @param delay before a client is disconnected that would reconnect at once; spreads the reconnects over time
         */
        void windDown(Duration delay);

        /** Closes the connection now, with the farewell of its protocol. May be called on any thread. */
        void shutDown();
    }

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable CompletableFuture<Void> empty;
    /** Null until {@link #windDown} is called. */
    private volatile @Nullable Duration windingDown;

    public void add(Connection connection) {
        open.add(connection);
        // windDown may have iterated over the connections before this one was added.
        Duration spread = windingDown;
        if (spread != null) {
            connection.windDown(spread);
        }
    }

    public void remove(Connection connection) {
        open.remove(connection);
        completeIfEmpty();
    }

    /** Returns the number of open connections. */
    public int size() {
        return open.size();
    }

    /** Completes when no connection is open. Must be called only once, when no new connections are accepted. */
    public CompletionStage<Void> empty() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        empty = future;
        completeIfEmpty();
        return future;
    }

    private void completeIfEmpty() {
        CompletableFuture<Void> waiting = empty;
        if (waiting != null && open.isEmpty()) {
            waiting.complete(null);
        }
    }

    /** Winds down all connections, spread over this time because their clients reconnect at once to other proxies. */
    public void windDown(Duration spread) {
        windingDown = spread;
        List<Connection> all = new ArrayList<>(open);
        Collections.shuffle(all);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).windDown(spread.multipliedBy(i + 1).dividedBy(all.size()));
        }
    }

    /** Closes all connections now. */
    public void shutDown() {
        new ArrayList<>(open).forEach(Connection::shutDown);
    }
}
