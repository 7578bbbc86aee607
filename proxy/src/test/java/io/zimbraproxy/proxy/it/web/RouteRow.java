package io.zimbraproxy.proxy.it.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A row of {@code web/routes.tsv}; {@code web/sites/README.md} explains the columns.
 *
 * @param line line number in the file, from 1
 * @param responses alternatives, each of which is correct
 */
record RouteRow(
        int line,
        String site,
        String listener,
        String request,
        List<String> headers,
        List<String> responses,
        String lookups,
        String title) {
    private static final int COLUMNS = 7;

    /** Reads all rows of a file. */
    static List<RouteRow> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<RouteRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("//")) {
                rows.add(row(i + 1, line.replace("#", "%03d".formatted(i + 1)).split("\t", -1)));
            }
        }
        return rows;
    }

    private static RouteRow row(int line, String[] columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "routes.tsv:" + line + ": has " + columns.length + " columns; write " + COLUMNS);
        }
        return new RouteRow(
                line,
                columns[0],
                columns[1],
                columns[2],
                columns[3].equals("-") ? List.of() : List.of(columns[3].split(" \\| ", -1)),
                List.of(columns[4].split(" or ", -1)),
                columns[5],
                columns[6]);
    }

    /** Returns a copy with the placeholders filled in. */
    RouteRow filled(UnaryOperator<String> fill) {
        return new RouteRow(
                line,
                site,
                listener,
                fill.apply(request),
                headers.stream().map(fill).toList(),
                responses.stream().map(fill).toList(),
                fill.apply(lookups),
                title);
    }

    String target() {
        return request.split(" ", 2)[1];
    }

    /** Returns the whole request. */
    String text() {
        StringBuilder text = new StringBuilder(request + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            text.append("Host: ").append(PoolSite.HOST).append("\r\n");
        }
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text + "\r\n";
    }

    @Override
    public String toString() {
        return "routes.tsv:" + line + ": " + title + " (site " + site + ")";
    }
}
