package io.zimbraproxy.stub.lookup;

import io.zimbraproxy.stub.journal.Field;
import java.util.ArrayList;
import java.util.List;

/** The headers of a lookup response, in the order of Zimbra's servlet. */
record LookupResponse(List<Field> headers) {

    private static final String STATUS = "Auth-Status";

    static LookupResponse route(String server, int port, boolean cacheAlias, String user) {
        return new LookupResponse(List.of(
                new Field(STATUS, "OK"),
                new Field("Auth-Server", server),
                new Field("Auth-Port", Integer.toString(port)),
                new Field("Auth-Cache-Alias", cacheAlias ? "TRUE" : "FALSE"),
                new Field("Auth-User", PercentEscape.encode(user))));
    }

    static LookupResponse refusal(String text, int waitSeconds) {
        return new LookupResponse(
                List.of(new Field(STATUS, printable(text)), new Field("Auth-Wait", Integer.toString(waitSeconds))));
    }

    LookupResponse with(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(name, value));
        return new LookupResponse(more);
    }

    LookupResponse without(String name) {
        return new LookupResponse(headers.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }

    String status() {
        return headers.get(0).value();
    }

    /** Replaces control characters, since error texts repeat names that the client sent. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}]", "?");
    }
}
