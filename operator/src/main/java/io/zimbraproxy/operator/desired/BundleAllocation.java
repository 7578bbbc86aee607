package io.zimbraproxy.operator.desired;

import io.zimbraproxy.operator.resolve.SecretFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which of the Secrets for the pods holds what: a Secret of Kubernetes takes 1 MiB, and there may be thousands of certificates. */
public final class BundleAllocation {
    /** As many as every pod looks for, whether they are there or not. */
    public static final int MAX = 16;

    static final String SUFFIX = "-secrets-";

    private static final int MAX_BYTES = 900_000;

    private BundleAllocation() {}

    /** The name of one of them. */
    static String name(String instance, int number) {
        return instance + SUFFIX + number;
    }

    /**
     * Files by the name of the Secret they go into. What is in one stays there while there is room: a file that moved would be
     * missing in the pods for a moment.
     *
     * @param before as it was filled last
     * @return empty when all of it is too much
     */
    public static Optional<Map<String, Map<String, byte[]>>> fill(
            String instance, Map<String, byte[]> files, Map<String, Map<String, byte[]>> before) {
        List<Map<String, byte[]>> bundles = new ArrayList<>();
        IntStream.range(0, MAX).forEach(number -> bundles.add(new TreeMap<>()));
        Map<String, Map<String, byte[]>> bySecret = new TreeMap<>();
        files.forEach((file, content) -> bySecret.computeIfAbsent(SecretFile.secretOf(file), secret -> new TreeMap<>())
                .put(file, content));
        List<Map<String, byte[]>> homeless = new ArrayList<>();
        bySecret.values().forEach(group -> home(instance, group, before)
                .map(bundles::get)
                .filter(bundle -> hasRoom(bundle, group))
                .ifPresentOrElse(bundle -> bundle.putAll(group), () -> homeless.add(group)));
        for (Map<String, byte[]> group : homeless) {
            Optional<Map<String, byte[]>> room =
                    bundles.stream().filter(bundle -> hasRoom(bundle, group)).findFirst();
            if (room.isEmpty()) {
                return Optional.empty();
            }
            room.get().putAll(group);
        }
        return Optional.of(named(instance, bundles));
    }

    private static Optional<Integer> home(
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

    /** The first one is always there. */
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
