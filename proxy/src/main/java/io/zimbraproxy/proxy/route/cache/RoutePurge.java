package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.route.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Forgets users everywhere: in the shared cache by their keys, and in the memory of every proxy that shares it, by a mark
 * that all of them watch (docs/adr/0007). Safe for all threads.
 */
public final class RoutePurge {
    /** The logical key of the mark; any new text under it means that something was purged. */
    private static final String MARK = "purged";

    private final LocalRouteCache local;
    private final Optional<SharedCache> shared;
    private final PurgeKeys keys;
    private volatile String seen;

    public RoutePurge(LocalRouteCache local, Optional<SharedCache> shared, PurgeKeys keys) {
        this.local = local;
        this.shared = shared;
        this.keys = keys;
    }

    /**
     * What was done.
     *
     * @param keys number of keys dropped, whether they held something or not
     * @param missed servers that did not answer: what they hold stays until its time is over
     */
    public record Report(int keys, List<String> missed) {}

    /** Forgets these logins, aliases and account ids. The stage never fails. */
    public CompletionStage<Report> purge(List<UserName> users) {
        if (shared.isEmpty()) {
            local.clear();
            return CompletableFuture.completedFuture(new Report(0, List.of()));
        }
        SharedCache cache = shared.get();
        Set<String> all = new LinkedHashSet<>();
        CompletionStage<Void> collected = CompletableFuture.completedFuture(null);
        KeyIndex index = new KeyIndex(cache);
        for (UserName user : users) {
            collected = collected.thenCombine(index.of(user), (before, noted) -> {
                // One user after the other, by the order of the stages.
                all.addAll(keys.of(user));
                all.add(KeyIndex.key(user));
                all.addAll(noted);
                return null;
            });
        }
        return collected.thenCompose(done -> drop(cache, List.copyOf(all)));
    }

    private CompletionStage<Report> drop(SharedCache cache, List<String> all) {
        return cache.deleteEverywhere(all).thenCompose(missed -> {
            // After the routes are gone: who sees the mark earlier would take them into memory once more.
            local.clear();
            return cache.putEverywhere(MARK, UUID.randomUUID().toString()).thenApply(unmarked -> {
                Set<String> servers = new LinkedHashSet<>(missed);
                servers.addAll(unmarked);
                return new Report(all.size(), new ArrayList<>(servers));
            });
        });
    }

    /** Looks for the mark of another proxy; to be called every now and then. */
    public void watch() {
        shared.ifPresent(cache -> cache.get(MARK).thenAccept(mark -> mark.ifPresent(this::see)));
    }

    private void see(String mark) {
        String before = seen;
        seen = mark;
        if (!mark.equals(before)) {
            local.clear();
        }
    }
}
