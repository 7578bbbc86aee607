package io.zimbraproxy.stub.net;

import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.journal.Field;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.time.Instant;
import java.util.List;

/** Journal entries for HTTP requests. */
public final class HttpJournal {

    private HttpJournal() {}

    /** Returns the headers as received: with their order, spelling and repetitions. */
    public static List<Field> headers(HttpServerRequest request) {
        return request.headers().entries().stream()
                .map(header -> new Field(header.getKey(), header.getValue()))
                .toList();
    }

    public static JournalEntry entry(String target, HttpServerRequest request, List<Field> headers, String outcome) {
        return new JournalEntry(
                Instant.now(),
                target,
                request.remoteAddress().toString(),
                request.method().name(),
                request.uri(),
                headers,
                outcome);
    }
}
