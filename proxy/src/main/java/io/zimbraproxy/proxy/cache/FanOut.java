package io.zimbraproxy.proxy.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks several servers the same and tells who did not do it. */
final class FanOut {
    private FanOut() {}

    /** The names of those whose request came out false; the requests must not fail. */
    static <S> CompletionStage<List<String>> of(
            List<S> servers, Function<S, String> name, Function<S, CompletionStage<Boolean>> request) {
        List<CompletableFuture<Boolean>> requests = servers.stream()
                .map(server -> request.apply(server).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    List<String> missed = new ArrayList<>();
                    for (int i = 0; i < servers.size(); i++) {
                        if (!requests.get(i).join()) {
                            missed.add(name.apply(servers.get(i)));
                        }
                    }
                    return List.copyOf(missed);
                });
    }
}
