package io.zimbraproxy.operator.pods;

import java.util.List;

/**
 * What a pod says that it runs.
 *
 * @param pod its name
 * @param hash of the configuration in force; null when it cannot be asked
 * @param generation of the resource that it is of
 * @param problems for which it refused what it read last; empty when it did not
 * @param warnings about what it runs
 * @param fault why it cannot be asked; null when it can
 */
public record PodReport(
        String pod, String hash, long generation, List<String> problems, List<String> warnings, String fault) {
    static PodReport unreachable(String pod, String fault) {
        return new PodReport(pod, null, 0, List.of(), List.of(), fault);
    }

    /** True when it runs this. */
    public boolean runs(String wantedHash, long wantedGeneration) {
        return wantedHash.equals(hash) && generation >= wantedGeneration;
    }
}
