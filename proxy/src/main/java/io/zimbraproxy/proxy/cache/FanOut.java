package io.zimbraproxy.proxy.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sends one request to several servers and collects the failures. */
final class FanOut {
    private FanOut() {}

    /** Returns the names of the servers whose request completed with false. No request may complete exceptionally. */
    static <S> CompletionStage<List<String>> of(
            List<S> servers, Function<S, String> name, Function<S, CompletionStage<Boolean>> request) {
        List<CompletableFuture<Boolean>> requests = servers.stream()
                .map(server -> request.apply(server).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    List<String> failed = new ArrayList<>();
                    for (int i = 0; i < servers.size(); i++) {
                        if (!requests.get(i).join()) {
                            failed.add(name.apply(servers.get(i)));
                        }
                    }
                    return List.copyOf(failed);
                });
    }
}
