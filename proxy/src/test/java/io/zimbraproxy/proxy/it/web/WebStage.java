package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A proxy with one mailbox server that records, and a lookup handler that sends everybody there. */
final class WebStage implements AutoCloseable {
    /** Requests that nobody could misunderstand. */
    private static final String PROBE = "/probe";

    private static final String FENCE = "/fence";

    private final RecordingMailbox mailbox = new RecordingMailbox();
    private final FixedLookupHandler lookup;
    private final TestSite site;

    WebStage(Path folder) throws Exception {
        int port = mailbox.port();
        lookup = new FixedLookupHandler(Map.of("http", port));
        Manifest manifest = Manifest.sixPorts()
                .handlers(lookup.url())
                .pool("{host: 127.0.0.1, httpPort: " + port + ", httpsPort: " + port + "}")
                .forgiving();
        site = TestSite.start(folder, StubConfig.empty(), manifest);
    }

    RecordingMailbox mailbox() {
        return mailbox;
    }

    /** The users that the lookup handler was asked for. */
    List<String> lookedUp() {
        return lookup.users();
    }

    /** A text of a case with the addresses of this stage. */
    String filled(String text) {
        return text.replace("{port}", String.valueOf(site.http()))
                .replace("{server}", "127.0.0.1:" + mailbox.port())
                .replace("{proxy}", "127.0.0.1:" + site.http());
    }

    WebTalk connect() throws IOException {
        return new WebTalk(site.http());
    }

    /** The connection is good for another request: nothing was left over on it. */
    void probe(WebTalk talk) throws IOException {
        ask(talk, PROBE);
    }

    private static void ask(WebTalk talk, String target) throws IOException {
        String line = "GET " + target + " HTTP/1.1";
        talk.send((line + "\r\nHost: " + TestSite.HOST + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), false);
        SeenResponse answer = talk.answer(false);
        assertThat(answer.value("x-saw"))
                .as("the answer to a healthy request is its own: " + answer)
                .isEqualTo(line);
    }

    /** What the mailbox server has read since the last time, but for healthy requests, once one more is through. */
    RequestLog.Seen seen() throws IOException {
        try (WebTalk talk = connect()) {
            ask(talk, FENCE);
        }
        RequestLog.Seen all = mailbox.log().taken();
        List<SeenRequest> others = all.requests().stream()
                .filter(request ->
                        !request.target().equals(PROBE) && !request.target().equals(FENCE))
                .toList();
        return new RequestLog.Seen(others, all.parts(), all.faults());
    }

    /** What is true of every page of the proxy itself. */
    static void assertOwnPage(SeenResponse answer) {
        assertThat(answer.end()).as("the page is whole").isEqualTo(SeenResponse.End.TOLD);
        assertThat(answer.value("cache-control")).isEqualTo("no-store");
        assertThat(answer.value("content-type")).matches("(text/html|application/json).*");
        assertThat(answer.has("server")).as("it says what server it is").isFalse();
    }

    @Override
    public void close() throws IOException {
        site.close();
        lookup.close();
        mailbox.close();
    }
}
