package io.zimbraproxy.proxy.reload;

import java.time.Instant;
import java.util.List;

/**
 * What came of a reload.
 *
 * @param changes that were made; a refused configuration may come with renewed certificates
 * @param problems for which it was refused
 * @param millis it took
 * @param count of reloads since the start, this one included
 */
public record ReloadResult(
        Instant at, ReloadOutcome outcome, List<String> changes, List<String> problems, long millis, long count) {}
