package io.zimbraproxy.operator.pods;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration that a pod reports.
 *
 * @param pod its name
 * @param hash of the configuration it runs; null when the pod does not report
 * @param generation of the resource that this configuration comes from
 * @param problems why the pod refused the newest configuration; empty when it did not
 * @param warnings about the configuration it runs
 * @param fault why the pod does not report; null when it does
 */
public record PodReport(
        String pod,
        @Nullable String hash,
        long generation,
        List<String> problems,
        List<String> warnings,
        @Nullable String fault) {
    static PodReport unreachable(String pod, String fault) {
        return new PodReport(pod, null, 0, List.of(), List.of(), fault);
    }

    /** Tells whether the pod runs this configuration, of this generation or a newer one. */
    public boolean runs(@Nullable String wantedHash, long wantedGeneration) {
        return wantedHash != null && wantedHash.equals(hash) && generation >= wantedGeneration;
    }
}
