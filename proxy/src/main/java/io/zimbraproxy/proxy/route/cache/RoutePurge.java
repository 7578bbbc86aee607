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
import org.jspecify.annotations.Nullable;

/**
 * Purges users from the caches. Deletes their keys from the shared cache. Writes a mark there which makes all proxies clear their local
 * caches (docs/adr/0007). Safe for all threads.
 */
public final class RoutePurge {
    /** The logical key of the mark. Its text changes with every purge. */
    private static final String MARK = "purged";

    private final LocalRouteCache local;
    private final Optional<SharedCache> shared;
    private final PurgeKeys keys;
    private volatile @Nullable String seen;

    public RoutePurge(LocalRouteCache local, Optional<SharedCache> shared, PurgeKeys keys) {
        this.local = local;
        this.shared = shared;
        this.keys = keys;
    }

    /**
     * The result of a purge.
     *
     * @param keys number of deleted keys, whether they existed or not
     * @param missed names of the cache servers that failed; their entries remain until they expire
     */
    public record Report(int keys, List<String> missed) {}

    /** Purges these logins, aliases and account ids. The stage never fails. */
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
            collected = collected.thenCombine(index.of(user), (before, listed) -> {
                // The stages run one after the other, so the set needs no lock.
                all.addAll(keys.of(user));
                all.add(KeyIndex.key(user));
                all.addAll(listed);
                return null;
            });
        }
        return collected.thenCompose(done -> delete(cache, List.copyOf(all)));
    }

    private CompletionStage<Report> delete(SharedCache cache, List<String> all) {
        return cache.deleteEverywhere(all).thenCompose(missed -> {
            // The mark comes last: a proxy that sees it earlier could read the deleted routes into its local cache
            // again.
            local.clear();
            return cache.putEverywhere(MARK, UUID.randomUUID().toString()).thenApply(unmarked -> {
                Set<String> servers = new LinkedHashSet<>(missed);
                servers.addAll(unmarked);
                return new Report(all.size(), new ArrayList<>(servers));
            });
        });
    }

    /** Clears the local cache if another proxy has changed the mark. Must be called periodically. */
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
