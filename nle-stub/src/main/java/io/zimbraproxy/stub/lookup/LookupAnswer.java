package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.journal.Field;
import java.util.ArrayList;
import java.util.List;

/** The headers of an answer, in the servlet's order. */
record LookupAnswer(List<Field> headers) {

    private static final String STATUS = "Auth-Status";

    static LookupAnswer route(String server, int port, boolean cacheAlias, String user) {
        return new LookupAnswer(List.of(
                new Field(STATUS, "OK"),
                new Field("Auth-Server", server),
                new Field("Auth-Port", Integer.toString(port)),
                new Field("Auth-Cache-Alias", cacheAlias ? "TRUE" : "FALSE"),
                new Field("Auth-User", PercentEscape.encode(user))));
    }

    static LookupAnswer refusal(String text, int waitSeconds) {
        return new LookupAnswer(
                List.of(new Field(STATUS, printable(text)), new Field("Auth-Wait", Integer.toString(waitSeconds))));
    }

    LookupAnswer with(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(name, value));
        return new LookupAnswer(more);
    }

    LookupAnswer without(String name) {
        return new LookupAnswer(headers.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }

    String status() {
        return headers.get(0).value();
    }

    /** The names that come back in error texts may hold anything; a header may not. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}]", "?");
    }
}
