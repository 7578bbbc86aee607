package io.zimbraproxy.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The goals, read from goals.tsv. */
public record Goals(List<Goal> all) {
    public static Goals read() throws IOException {
        try (InputStream in = Objects.requireNonNull(Goals.class.getResourceAsStream("/goals.tsv"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Goals(text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Goal::parse)
                    .toList());
        }
    }

    List<Goal> of(String scenario) {
        return all.stream().filter(goal -> goal.scenario().equals(scenario)).toList();
    }
}
