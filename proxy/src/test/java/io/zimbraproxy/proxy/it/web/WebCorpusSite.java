package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A proxy with a recording mailbox server, and a lookup handler that routes all users there. */
final class WebCorpusSite {
    /** Targets of well-formed requests. */
    private static final String PROBE = "/probe";

    private static final String BARRIER = "/barrier";

    private final RecordingMailbox mailbox;
    private final FixedLookupHandler lookup;
    private final TestSite site;

    WebCorpusSite(TestSite site, RecordingMailbox mailbox, FixedLookupHandler lookup) {
        this.site = site;
        this.mailbox = mailbox;
        this.lookup = lookup;
    }

    RecordingMailbox mailbox() {
        return mailbox;
    }

    /** Returns the users that were looked up. */
    List<String> lookedUp() {
        return lookup.users();
    }

    /** Replaces the placeholders of a case by the addresses of this site. */
    String filled(String text) {
        return text.replace("{port}", String.valueOf(site.http()))
                .replace("{server}", "127.0.0.1:" + mailbox.port())
                .replace("{proxy}", "127.0.0.1:" + site.http());
    }

    StrictWebClient connect() throws IOException {
        return new StrictWebClient(site.http());
    }

    /** Checks that the connection serves another request, so no bytes are left over on it. */
    void probe(StrictWebClient client) throws IOException {
        exchange(client, PROBE);
    }

    private static void exchange(StrictWebClient client, String target) throws IOException {
        String line = "GET " + target + " HTTP/1.1";
        client.send((line + "\r\nHost: " + TestSite.HOST + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), false);
        ParsedResponse response = client.response(false);
        assertThat(response.value("x-saw"))
                .as("the response to a well-formed request belongs to it: " + response)
                .isEqualTo(line);
    }

    /**
     * Takes the entries of the mailbox server, without those of well-formed requests. Sends one more request first, as a
     * barrier.
     */
    RequestLog.Entries takeEntries() throws IOException {
        try (StrictWebClient client = connect()) {
            exchange(client, BARRIER);
        }
        RequestLog.Entries all = mailbox.log().take();
        List<ParsedRequest> others = all.requests().stream()
                .filter(request ->
                        !request.target().equals(PROBE) && !request.target().equals(BARRIER))
                .toList();
        return new RequestLog.Entries(others, all.parts(), all.faults());
    }

    /** Checks the properties of every page of the proxy itself. */
    static void assertPageOfProxy(ParsedResponse response) {
        assertThat(response.end()).as("end of the page").isEqualTo(ParsedResponse.End.REGULAR);
        assertThat(response.value("cache-control")).isEqualTo("no-store");
        assertThat(response.value("content-type")).matches("(text/html|application/json).*");
        assertThat(response.has("server")).as("the page has a Server field").isFalse();
    }
}
