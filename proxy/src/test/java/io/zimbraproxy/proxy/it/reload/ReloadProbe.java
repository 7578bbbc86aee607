package io.zimbraproxy.proxy.it.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.DialogueText;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Checks through clients that a change is applied, line by line; the README of {@code reload} explains the lines. */
final class ReloadProbe {
    private static final List<String> TLS = List.of("IMAPS", "POP3S", "HTTPS");

    private final TestSite site;
    private final LongLivedSessions sessions;
    private String received = "";
    private String cipher = "";
    private long millis;

    ReloadProbe(TestSite site, LongLivedSessions sessions) {
        this.site = site;
        this.sessions = sessions;
    }

    /** Runs the lines in their order. A failure names the file and the line. */
    void check(ReloadFile file, List<ReloadFile.Line> lines) {
        for (ReloadFile.Line line : lines) {
            try {
                check(line);
            } catch (Exception | AssertionError failed) {
                throw new AssertionError(file + ": " + line + "\n" + failed, failed);
            }
        }
    }

    private void check(ReloadFile.Line line) throws Exception {
        switch (line.kind()) {
            case "tell" -> send(line);
            case "hear" -> assertThat(received).containsPattern(Pattern.compile(line.text(), Pattern.MULTILINE));
            case "lack" -> assertThat(received).doesNotContainPattern(Pattern.compile(line.text(), Pattern.MULTILINE));
            case "cipher" -> assertThat(cipher).matches(line.text());
            case "slow" -> assertThat(millis).isGreaterThanOrEqualTo(Long.parseLong(line.text()));
            case "quick" -> assertThat(millis).isLessThan(Long.parseLong(line.text()));
            case "refuse" -> refuse(Integer.parseInt(line.text()));
            case "no-handshake" ->
                assertThatThrownBy(() -> send(line)).as("handshake").isInstanceOf(SSLException.class);
            case "stay" -> sessions.join(listener(line.text()).getInteger("port"));
            case "asked" -> checkLookups(line);
            case "changes" ->
                site.proxy()
                        .awaitLine(seen -> seen.contains("reload outcome=Applied")
                                && Pattern.compile(line.text()).matcher(seen).find());
            default -> throw new AssertionError("unknown kind of line; see the README of the folder");
        }
    }

    private JsonObject listener(String name) throws Exception {
        Optional<JsonObject> found = site.proxy().management().config().getJsonArray("listeners").stream()
                .map(JsonObject.class::cast)
                .filter(listener -> listener.getString("name").equals(name))
                .findFirst();
        assertThat(found).as("listener " + name + " in GET /config").isPresent();
        return found.get();
    }

    private void send(ReloadFile.Line line) throws Exception {
        long begin = System.nanoTime();
        try (LineClient client = connect(line)) {
            cipher = line.words().contains("management") || !usesTls(line) ? "" : client.cipher();
            client.send(DialogueText.bytes(line.text()));
            received = client.rest();
        }
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private boolean usesTls(ReloadFile.Line line) throws Exception {
        return TLS.contains(listener(line.words().get(1)).getString("protocol"));
    }

    private LineClient connect(ReloadFile.Line line) throws Exception {
        if (line.words().get(1).equals("management")) {
            return site.connect(site.proxy().managementPort());
        }
        JsonObject listener = listener(line.words().get(1));
        int port = listener.getInteger("port");
        String address = Objects.requireNonNullElse(listener.getString("address"), "127.0.0.1");
        LineClient client = address.equals("127.0.0.1")
                ? LineClient.connect(InetAddress.getByName(line.word("from", address)), port, site.authority())
                : LineClient.connectTo(new InetSocketAddress(address, port), site.authority());
        if (!TLS.contains(listener.getString("protocol"))) {
            return client;
        }
        String version = line.word("by", "");
        String[] versions = version.isEmpty() ? new String[0] : new String[] {version};
        try {
            return client.startTls(line.word("host", TestSite.HOST), versions);
        } catch (Exception failed) {
            client.close();
            throw failed;
        }
    }

    private void refuse(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        assertThatThrownBy(() -> LineClient.connectTo(address, site.authority()).close())
                .as("connection to port " + port + ", on which no program listens")
                .isInstanceOf(ConnectException.class);
    }

    /** Compares the number of lookups of a user. */
    private void checkLookups(ReloadFile.Line line) {
        long times = Long.parseLong(line.words().get(2));
        assertThat(site.lookups().of(line.words().get(1), line.text()))
                .as("lookups of " + line.text())
                .isEqualTo(times);
    }
}
