package io.zimbraproxy.proxy.lifecycle;

import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.listener.ListenException;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.reload.ConfigDiff;
import io.zimbraproxy.proxy.reload.ReloadOutcome;
import io.zimbraproxy.proxy.reload.ReloadPlan;
import io.zimbraproxy.proxy.reload.ReloadResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reloads the configuration: reads all files, compares the result with the configuration in force, plans the change and applies it.
 * Only one reload runs at a time.
 */
public final class Reloader {
    private static final Logger LOG = Logger.getLogger(Reloader.class);

    private final ProxyRuntime runtime;
    private final ConfigLoader loader;
    private volatile List<Problem> warnings;
    private volatile @Nullable ReloadResult last;
    private long count;
    private boolean stopped;

    /** Creates a reloader; {@code loader} has read the configuration in force. */
    Reloader(ProxyRuntime runtime, ConfigLoader loader, List<Problem> warnings) {
        this.runtime = runtime;
        this.loader = loader;
        this.warnings = warnings;
        runtime.metrics().gauge("config.refused", this, Reloader::refused);
    }

    /** Returns the last reload; empty before the first one. */
    public Optional<ReloadResult> last() {
        return Optional.ofNullable(last);
    }

    /** Returns the warnings about the configuration in force. */
    public List<Problem> warnings() {
        return warnings;
    }

    private double refused() {
        return last != null && last.outcome() == ReloadOutcome.Refused ? 1 : 0;
    }

    /** Refuses reloads from now on, because the process ends. Waits for a reload in progress. */
    synchronized void stop() {
        stopped = true;
    }

    /** Reads the files and applies them. Blocks; never fails. */
    public synchronized ReloadResult reload() {
        long start = System.nanoTime();
        if (stopped) {
            return result(ReloadOutcome.Refused, List.of(), List.of("the process is stopping"), start);
        }
        count++;
        ReloadResult result;
        try {
            result = read(start);
        } catch (RuntimeException unforeseen) {
            LOG.error("the reload failed; the previous configuration stays in force", unforeseen);
            result = result(ReloadOutcome.Refused, List.of(), List.of("the reload failed: " + unforeseen), start);
        }
        last = result;
        runtime.metrics().reloaded(result.outcome().name());
        report(result);
        return result;
    }

    private ReloadResult read(long start) {
        ConfigLoader.Loaded loaded = loader.load();
        if (loaded.snapshot().isPresent()) {
            return apply(loaded, List.of(), start);
        }
        // A fault in the manifest or in one certificate must not stop the renewal of the other certificates.
        ConfigLoader.Loaded secrets = loader.reread(runtime.snapshot().orElseThrow());
        List<Problem> refused = new ArrayList<>(loaded.problems());
        secrets.problems().stream()
                .filter(problem -> !refused.contains(problem))
                .forEach(refused::add);
        return apply(secrets, refused, start);
    }

    /** Applies what was read; {@code refused} says why it is not all that the files say, and is empty when it is. */
    private ReloadResult apply(ConfigLoader.Loaded loaded, List<Problem> refused, long start) {
        List<String> problems =
                new ArrayList<>(refused.stream().map(Problem::toString).toList());
        if (loaded.snapshot().isEmpty()) {
            return result(ReloadOutcome.Refused, List.of(), problems, start);
        }
        Snapshot next = loaded.snapshot().get();
        Snapshot before = runtime.snapshot().orElseThrow();
        ConfigDiff diff = ConfigDiff.between(before, next);
        try {
            if (!diff.isEmpty()) {
                runtime.apply(next, ReloadPlan.of(diff));
            }
            if (refused.isEmpty()) {
                runtime.reread(diff.isEmpty() ? next.withLoadedAt(before.loadedAt()) : next);
                warnings = loaded.warnings();
            }
            loader.applied(next);
        } catch (ListenException taken) {
            problems.add(taken.getMessage());
            return result(ReloadOutcome.Refused, List.of(), problems, start);
        }
        ReloadOutcome outcome = refused.isEmpty()
                ? (diff.isEmpty() ? ReloadOutcome.Unchanged : ReloadOutcome.Applied)
                : ReloadOutcome.Refused;
        return result(outcome, diff.texts(), problems, start);
    }

    private ReloadResult result(ReloadOutcome outcome, List<String> changes, List<String> problems, long start) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new ReloadResult(Instant.now(), outcome, changes, List.copyOf(problems), millis, count);
    }

    private static void report(ReloadResult result) {
        LogLine line = new LogLine("reload")
                .with("outcome", result.outcome())
                .with("millis", result.millis())
                .with("changes", result.changes().isEmpty() ? null : String.join(", ", result.changes()));
        if (result.outcome() == ReloadOutcome.Refused) {
            LOG.warn(line + "; the previous configuration stays in force");
            result.problems().forEach(problem -> LOG.warn("refused: " + problem));
        } else {
            LOG.info(line);
        }
    }
}
