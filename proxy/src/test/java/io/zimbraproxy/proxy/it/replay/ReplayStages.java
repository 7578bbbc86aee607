package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The stages of a test that plays recorded cases, each there as long as its cases are on. Processes take seconds to come and
 * to go, so the next stages are set up, and the last ones taken down, while others are played on.
 */
final class ReplayStages {
    private static final int AHEAD = 3;
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final List<ReplaySetup> order;
    private final ExecutorService stagehand = Executors.newSingleThreadExecutor();
    private final Map<ReplaySetup, Future<ReplayStage>> stages = new EnumMap<>(ReplaySetup.class);
    private ReplaySetup current;

    /** For these cases in this order; {@code folder} is for the files of all stages. */
    ReplayStages(Path folder, List<RecordedCase> cases) {
        this.folder = folder;
        order = cases.stream().map(ReplaySetup::of).distinct().toList();
        setUp(0);
    }

    /** In an order in which no stage is needed twice; otherwise that of the recording, in which some belong together. */
    static List<RecordedCase> inOrder(Stream<RecordedCase> cases) {
        return cases.sorted(Comparator.comparing(ReplaySetup::of).thenComparing(ReplayStage::breaksCache))
                .toList();
    }

    /** Begins with the stages from this one on. */
    private void setUp(int first) {
        for (ReplaySetup setup : order.subList(first, Math.min(first + AHEAD, order.size()))) {
            stages.computeIfAbsent(
                    setup, none -> stagehand.submit(() -> ReplayStage.start(setup, folder.resolve(setup.name()))));
        }
    }

    /** Plays a case; the script tells afterwards what was expected and what was seen. */
    ReplayScript play(RecordedCase recorded) throws Exception {
        ReplaySetup setup = ReplaySetup.of(recorded);
        if (setup != current && current != null) {
            takeDown(current);
        }
        current = setup;
        for (int i = 0; i < ATTEMPTS; i++) {
            setUp(order.indexOf(setup));
            Optional<ReplayScript> played = stages.get(setup).get().play(recorded);
            if (played.isPresent()) {
                return played.get();
            }
            takeDown(setup);
        }
        throw new AssertionError("the proxy does not wait for peers that answer at once: " + recorded.name());
    }

    private void takeDown(ReplaySetup setup) {
        Future<ReplayStage> stage = stages.remove(setup);
        stagehand.execute(() -> {
            try {
                stage.get().close();
            } catch (ExecutionException | InterruptedException neverCame) {
                // Whoever wanted to play there has been told.
                return;
            } catch (IOException stuck) {
                throw new UncheckedIOException(stuck);
            }
        });
    }

    /** Takes down all that is there. */
    void close() throws InterruptedException {
        new ArrayList<>(stages.keySet()).forEach(this::takeDown);
        stagehand.shutdown();
        if (!stagehand.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a stage cannot be taken down");
        }
    }
}
