package io.zimbraproxy.proxy.reload;

import java.time.Instant;
import java.util.List;

/** The result of one reload, as {@code GET /config} shows it.
 *
 * @param changes applied; even when a configuration is refused, renewed certificates are applied
 * @param problems why the configuration was refused; empty when it was not
 * @param millis duration of the reload in milliseconds
 * @param count number of reloads since the start, including this one
 */
public record ReloadResult(
        Instant at, ReloadOutcome outcome, List<String> changes, List<String> problems, long millis, long count) {}
