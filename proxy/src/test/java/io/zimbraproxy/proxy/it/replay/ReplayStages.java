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
 * The stages of a test that replays recorded cases. Processes take seconds to start and stop, so the next stages start, and
 * finished ones stop, while cases run on the current one.
 */
final class ReplayStages {
    private static final int AHEAD = 3;
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final List<ReplaySetup> order;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Map<ReplaySetup, Future<ReplayStage>> stages = new EnumMap<>(ReplaySetup.class);
    private ReplaySetup current;

    /** Starts the stages for cases in this order, with all files in the folder. */
    ReplayStages(Path folder, List<RecordedCase> cases) {
        this.folder = folder;
        order = cases.stream().map(ReplaySetup::of).distinct().toList();
        startFrom(0);
    }

    /** Sorts cases so that each stage is needed once. Within a stage they keep the order of the recording. */
    static List<RecordedCase> inOrder(Stream<RecordedCase> cases) {
        return cases.sorted(Comparator.comparing(ReplaySetup::of).thenComparing(ReplayStage::breaksCache))
                .toList();
    }

    /** Starts this stage and the next ones, unless they have been started. */
    private void startFrom(int first) {
        for (ReplaySetup setup : order.subList(first, Math.min(first + AHEAD, order.size()))) {
            stages.computeIfAbsent(
                    setup, none -> executor.submit(() -> ReplayStage.start(setup, folder.resolve(setup.name()))));
        }
    }

    /** Plays a case. Afterwards the script contains what was expected and what happened. */
    ReplayScript play(RecordedCase recorded) throws Exception {
        ReplaySetup setup = ReplaySetup.of(recorded);
        if (setup != current && current != null) {
            stop(current);
        }
        current = setup;
        for (int i = 0; i < ATTEMPTS; i++) {
            startFrom(order.indexOf(setup));
            Optional<ReplayScript> played = stages.get(setup).get().play(recorded);
            if (played.isPresent()) {
                return played.get();
            }
            stop(setup);
        }
        throw new AssertionError("the machine is too slow: the proxy times out peers that respond at once, in the case "
                + recorded.name());
    }

    private void stop(ReplaySetup setup) {
        Future<ReplayStage> stage = stages.remove(setup);
        executor.execute(() -> {
            try {
                stage.get().close();
            } catch (ExecutionException | InterruptedException failedToStart) {
                // play() has reported the failure.
                return;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** Stops all stages. */
    void close() throws InterruptedException {
        new ArrayList<>(stages.keySet()).forEach(this::stop);
        executor.shutdown();
        if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a stage does not stop");
        }
    }
}
