package io.zimbraproxy.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Allocation of files to bundles. A Secret holds at most 1 MiB. */
class BundleAllocationTest {
    private static final int LIMIT = 1024 * 1024;
    private static final Map<String, Map<String, byte[]>> NOTHING = Map.of();

    @Test
    void firstBundleAlwaysExists() {
        assertThat(BundleAllocation.fill("edge", Map.of(), NOTHING)).contains(Map.of("edge-secrets-0", Map.of()));
    }

    @Test
    void filesThatFitShareABundle() {
        Map<String, byte[]> files = Map.of("a_tls.crt", bytes(100), "a_tls.key", bytes(10), "b_ca.crt", bytes(100));

        assertThat(fill(files, NOTHING)).containsExactly(Map.entry("edge-secrets-0", files));
    }

    @Test
    void otherFilesUseTheNextBundle() {
        Map<String, byte[]> files = Map.of("a_k", bytes(600_000), "b_k", bytes(600_000), "c_k", bytes(200_000));

        Map<String, Map<String, byte[]>> filled = fill(files, NOTHING);

        assertThat(names(filled))
                .isEqualTo(Map.of("edge-secrets-0", Set.of("a_k", "c_k"), "edge-secrets-1", Set.of("b_k")));
    }

    /** A certificate and its key reach a pod at the same time. */
    @Test
    void filesOfASecretStayTogether() {
        Map<String, byte[]> files =
                Map.of("a_k", bytes(800_000), "b_tls.crt", bytes(60_000), "b_tls.key", bytes(60_000));

        assertThat(names(fill(files, NOTHING)).get("edge-secrets-1"))
                .containsExactlyInAnyOrder("b_tls.crt", "b_tls.key");
    }

    /** A name that starts with the name of another Secret is a different Secret. */
    @Test
    void similarNamesAreDistinct() {
        Map<String, byte[]> files = Map.of("a_k", bytes(600_000), "a.b_k", bytes(600_000));

        assertThat(fill(files, NOTHING)).hasSize(2);
    }

    @Test
    void fileKeepsItsBundle() {
        Map<String, Map<String, byte[]>> before =
                Map.of("edge-secrets-0", Map.of(), "edge-secrets-3", Map.of("b_k", bytes(10)));
        Map<String, byte[]> files = Map.of("a_k", bytes(10), "b_k", bytes(20));

        assertThat(names(fill(files, before)))
                .isEqualTo(Map.of("edge-secrets-0", Set.of("a_k"), "edge-secrets-3", Set.of("b_k")));
    }

    /** A new file does not displace an allocated file. */
    @Test
    void newFilesUseTheRemainingRoom() {
        Map<String, Map<String, byte[]>> before = Map.of("edge-secrets-0", Map.of("z_k", bytes(600_000)));
        Map<String, byte[]> files = Map.of("a_k", bytes(600_000), "z_k", bytes(600_000));

        assertThat(names(fill(files, before)).get("edge-secrets-0")).containsExactly("z_k");
    }

    @Test
    void fileThatOutgrowsItsBundleMoves() {
        Map<String, Map<String, byte[]>> before =
                Map.of("edge-secrets-0", Map.of("a_k", bytes(500_000), "b_k", bytes(300_000)));
        Map<String, byte[]> files = Map.of("a_k", bytes(500_000), "b_k", bytes(500_000));

        assertThat(names(fill(files, before)))
                .isEqualTo(Map.of("edge-secrets-0", Set.of("a_k"), "edge-secrets-1", Set.of("b_k")));
    }

    @Test
    void unreferencedFileIsRemoved() {
        Map<String, Map<String, byte[]>> before =
                Map.of("edge-secrets-0", Map.of("a_k", bytes(10)), "edge-secrets-1", Map.of("b_k", bytes(10)));

        assertThat(names(fill(Map.of("b_k", bytes(10)), before)))
                .isEqualTo(Map.of("edge-secrets-0", Set.of(), "edge-secrets-1", Set.of("b_k")));
    }

    @Test
    void thousandsOfFilesFit() {
        Map<String, byte[]> files = many(4000, 3000);

        Map<String, Map<String, byte[]>> filled = fill(files, NOTHING);

        assertThat(filled).hasSizeLessThanOrEqualTo(BundleAllocation.MAX);
        assertThat(filled.values())
                .allSatisfy(bundle -> assertThat(size(bundle)).isLessThan(LIMIT));
        Map<String, byte[]> all = new TreeMap<>();
        filled.values().forEach(all::putAll);
        assertThat(all).isEqualTo(new TreeMap<>(files));
        assertThat(fill(files, filled)).as("again").isEqualTo(filled);
    }

    @Test
    void tooManyFiles() {
        assertThat(BundleAllocation.fill("edge", many(6000, 3000), NOTHING)).isEmpty();
    }

    @Test
    void tooLargeFile() {
        assertThat(BundleAllocation.fill("edge", Map.of("a_k", bytes(LIMIT)), NOTHING))
                .isEmpty();
    }

    private static Map<String, Map<String, byte[]>> fill(
            Map<String, byte[]> files, Map<String, Map<String, byte[]>> before) {
        Optional<Map<String, Map<String, byte[]>>> filled = BundleAllocation.fill("edge", files, before);
        assertThat(filled).isPresent();
        return filled.get();
    }

    private static Map<String, Set<String>> names(Map<String, Map<String, byte[]>> bundles) {
        Map<String, Set<String>> names = new TreeMap<>();
        bundles.forEach((bundle, files) -> names.put(bundle, files.keySet()));
        return names;
    }

    private static Map<String, byte[]> many(int count, int bytes) {
        Map<String, byte[]> files = new TreeMap<>();
        IntStream.range(0, count).forEach(number -> files.put("secret-" + number + "_k", bytes(bytes)));
        return files;
    }

    private static int size(Map<String, byte[]> bundle) {
        return bundle.entrySet().stream()
                .mapToInt(file -> file.getKey().length() + file.getValue().length)
                .sum();
    }

    private static byte[] bytes(int count) {
        return new byte[count];
    }
}
