package io.zimbraproxy.proxy.it.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case of a file of {@code web/headers}; {@code web/sites/README.md} explains the lines.
 *
 * @param name file and title
 * @param settings site, listener, address of the client, and server name for TLS
 */
record HeaderCase(String name, Map<String, String> settings, List<Exchange> exchanges) {
    /** A line; {@code kind} is its first two characters. */
    record Line(String kind, String text) {}

    /** The lines of a request, of what the server must get, of its response, and of what the client must get. */
    record Exchange(List<Line> lines) {
        /** Returns the texts of all lines of a kind. */
        List<String> of(String kind) {
            return lines.stream()
                    .filter(line -> line.kind().equals(kind))
                    .map(Line::text)
                    .toList();
        }

        boolean has(String kind) {
            return !of(kind).isEmpty();
        }

        /** Returns the joined texts of all lines of a kind. */
        String joined(String kind) {
            return String.join("", of(kind));
        }
    }

    /** Reads all cases of all files of a folder. */
    static List<HeaderCase> read(Path folder) throws IOException {
        List<HeaderCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                readFile(file, cases);
            }
        }
        return cases;
    }

    private static void readFile(Path file, List<HeaderCase> cases) throws IOException {
        Map<String, String> general = new HashMap<>(
                Map.of("site", "headers", "listener", "https", "from", "127.0.0.1", "host", PoolSite.HOST));
        HeaderCase current = null;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("# ")) {
                String title = file.getFileName() + ": " + line.substring(2);
                current = new HeaderCase(title, new HashMap<>(general), new ArrayList<>());
                cases.add(current);
            } else if (line.startsWith("@ ")) {
                String[] setting = line.substring(2).split(" ", 2);
                (current == null ? general : current.settings()).put(setting[0], setting[1]);
            } else if (!line.isBlank() && !line.startsWith("//")) {
                current.add(line);
            }
        }
    }

    private void add(String line) {
        Line step = new Line(line.substring(0, 2), line.length() > 3 ? line.substring(3) : "");
        // A request line after an expectation begins the next exchange.
        if (exchanges.isEmpty() || step.kind().equals("C:") && hasExpectation()) {
            exchanges.add(new Exchange(new ArrayList<>()));
        }
        exchanges.get(exchanges.size() - 1).lines().add(step);
    }

    private boolean hasExpectation() {
        return exchanges.get(exchanges.size() - 1).lines().stream()
                .anyMatch(line -> line.kind().startsWith("S"));
    }

    String setting(String name) {
        return settings.get(name);
    }

    /** Returns a copy with the placeholders filled in. */
    HeaderCase filled(Placeholders text) {
        return new HeaderCase(
                name,
                settings,
                exchanges.stream()
                        .map(exchange -> new Exchange(exchange.lines().stream()
                                .map(line -> new Line(line.kind(), text.fill(line.text())))
                                .collect(Collectors.toList())))
                        .toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
