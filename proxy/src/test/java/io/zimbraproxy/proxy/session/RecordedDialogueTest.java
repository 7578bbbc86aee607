package io.zimbraproxy.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.crds.spec.Imap;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Pop3;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.proxy.recorded.RecordedDifferences;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.imap.ImapDialogue;
import io.zimbraproxy.proxy.session.imap.ImapSettings;
import io.zimbraproxy.proxy.session.pop3.Pop3Dialogue;
import io.zimbraproxy.proxy.session.pop3.Pop3Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays every recorded dialogue of Zimbra's nginx up to the login, and compares the bytes. Cases in which this proxy
 * differs on purpose are listed in {@code recorded/differences.tsv} with the reason, and must really differ.
 */
class RecordedDialogueTest {
    /** Steps of other peers: the dialogue before the login is over. */
    private static final Set<String> OUTSIDE = Set.of("to_cache", "to_lookup", "to_upstream", "from_upstream");

    private static final Map<String, String> differences = RecordedDifferences.in("differences.tsv");

    static Stream<RecordedCase> mailCases() {
        return Stream.of("imap", "pop3").flatMap(RecordedCase::of).filter(RecordedDialogueTest::isAboutTheDialogue);
    }

    /** Excludes cases about time limits, ends of stream and connection limits, which the session handles. */
    private static boolean isAboutTheDialogue(RecordedCase recorded) {
        return recorded.steps().stream()
                        .noneMatch(step -> step.getString("note", "").contains("half-close"))
                && !recorded.settings().containsKey("idle_s")
                && recorded.settings().keySet().stream().noneMatch(key -> key.startsWith("login_limit"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mailCases")
    void repliesAsRecorded(RecordedCase recorded) {
        // Given
        Transcript recording = new Transcript();
        Transcript replayed = new Transcript();
        Dialogue dialogue = dialogue(recorded);
        replayed.proxy(dialogue.greeting());
        // When
        for (JsonObject step : recorded.steps()) {
            if (step.fieldNames().stream().anyMatch(OUTSIDE::contains)) {
                recording.proxy("(login)");
                break;
            }
            if (step.containsKey("proxy")) {
                recording.proxy(step.getString("proxy"));
            } else if (step.containsKey("client")) {
                if (replayed.over()) {
                    break;
                }
                speak(dialogue, step.getString("client"), replayed);
            } else if (step.getString("note", "").equals("TLS handshake")) {
                dialogue.tlsStarted();
            } else if (step.containsKey("close")) {
                recording.proxy("(close)");
                break;
            }
        }
        // Then
        String difference = differences.get(recorded.name());
        if (difference == null) {
            assertThat(replayed.text()).isEqualTo(recording.text());
        } else {
            assertThat(replayed.text())
                    .as("listed as different: %s", difference)
                    .isNotEqualTo(recording.text());
        }
    }

    private static void speak(Dialogue dialogue, String text, Transcript replayed) {
        ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        Step step = dialogue.next(in);
        while (!(step instanceof Step.NeedMore) && !replayed.over()) {
            if (step instanceof Step.Reply reply) {
                replayed.proxy(reply.text());
            } else if (step instanceof Step.Continue more) {
                replayed.proxy(more.text());
            } else if (step instanceof Step.StartTls startTls) {
                replayed.proxy(startTls.text());
                if (in.isReadable()) {
                    replayed.proxy("(close)");
                }
            } else if (step instanceof Step.Close close) {
                replayed.proxy(close.text());
                replayed.proxy("(close)");
            } else if (step instanceof Step.Login) {
                replayed.proxy("(login)");
            }
            step = dialogue.next(in);
        }
    }

    private static Dialogue dialogue(RecordedCase recorded) {
        StartTls startTls =
                switch (recorded.setting("starttls", "off")) {
                    case "only" -> StartTls.Required;
                    case "on" -> StartTls.Optional;
                    default -> StartTls.Disabled;
                };
        boolean tls = recorded.setting("tls", "").equals("implicit");
        if (recorded.protocol().equals("imap")) {
            return new ImapDialogue(
                    new ImapSettings(
                            Imap.defaults().capabilities(),
                            startTls,
                            "IMAP4rev1 proxy server ready",
                            true,
                            false,
                            true,
                            SaslOffer.plain(),
                            Limits.defaults()),
                    tls);
        }
        return new Pop3Dialogue(
                new Pop3Settings(
                        // The capabilities of Zimbra's nginx; this proxy has two more.
                        Pop3.defaults().capabilities().subList(0, 5),
                        startTls,
                        "POP3 ready",
                        true,
                        false,
                        true,
                        SaslOffer.plain(),
                        Limits.defaults()),
                tls);
    }

    /** Collects all that the proxy sends; its segments do not matter. */
    private static final class Transcript {
        private final StringBuilder text = new StringBuilder();

        void proxy(String said) {
            text.append(said);
        }

        boolean over() {
            return text.indexOf("(login)") >= 0 || text.indexOf("(close)") >= 0;
        }

        String text() {
            return text.toString();
        }
    }
}
