package io.zimbraproxy.operator.desired;

import io.zimbraproxy.operator.resolve.SecretFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Allocates the files for the pods to Secrets, called bundles. A Secret holds at most 1 MiB, and a resource may reference thousands of
 * certificates.
 */
public final class BundleAllocation {
    /** Number of bundles that every pod mounts; missing bundles are optional volumes. */
    public static final int MAX = 16;

    static final String SUFFIX = "-secrets-";

    private static final int MAX_BYTES = 900_000;

    private BundleAllocation() {}

    /** Returns the name of a bundle. */
    static String name(String instance, int number) {
        return instance + SUFFIX + number;
    }

    /**
     * Allocates files to bundles. Files stay in their bundle while there is room, because a file that moves is missing in the pods for
     * a moment. The files of one referenced Secret stay together.
     *
     * @param before the current bundles: files by the name of their bundle and by file name
     * @return the new bundles; empty when the files do not fit
     */
    public static Optional<Map<String, Map<String, byte[]>>> fill(
            String instance, Map<String, byte[]> files, Map<String, Map<String, byte[]>> before) {
        List<Map<String, byte[]>> bundles = new ArrayList<>();
        IntStream.range(0, MAX).forEach(number -> bundles.add(new TreeMap<>()));
        Map<String, Map<String, byte[]>> bySecret = new TreeMap<>();
        files.forEach((file, content) -> bySecret.computeIfAbsent(SecretFile.secretOf(file), secret -> new TreeMap<>())
                .put(file, content));
        List<Map<String, byte[]>> unallocated = new ArrayList<>();
        bySecret.values().forEach(group -> currentBundle(instance, group, before)
                .map(bundles::get)
                .filter(bundle -> hasRoom(bundle, group))
                .ifPresentOrElse(bundle -> bundle.putAll(group), () -> unallocated.add(group)));
        for (Map<String, byte[]> group : unallocated) {
            Optional<Map<String, byte[]>> room =
                    bundles.stream().filter(bundle -> hasRoom(bundle, group)).findFirst();
            if (room.isEmpty()) {
                return Optional.empty();
            }
            room.get().putAll(group);
        }
        return Optional.of(named(instance, bundles));
    }

    private static Optional<Integer> currentBundle(
            String instance, Map<String, byte[]> group, Map<String, Map<String, byte[]>> before) {
        return IntStream.range(0, MAX)
                .filter(number -> before.getOrDefault(name(instance, number), Map.of()).keySet().stream()
                        .anyMatch(group::containsKey))
                .boxed()
                .findFirst();
    }

    private static boolean hasRoom(Map<String, byte[]> bundle, Map<String, byte[]> group) {
        return size(bundle) + size(group) <= MAX_BYTES;
    }

    private static int size(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .mapToInt(file -> file.getKey().length() + file.getValue().length)
                .sum();
    }

    /** Names the bundles that have files, and always the first one. */
    private static Map<String, Map<String, byte[]>> named(String instance, List<Map<String, byte[]>> bundles) {
        Map<String, Map<String, byte[]>> named = new TreeMap<>();
        for (int number = 0; number < MAX; number++) {
            if (number == 0 || !bundles.get(number).isEmpty()) {
                named.put(name(instance, number), bundles.get(number));
            }
        }
        return named;
    }
}
