package io.zimbraproxy.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The servers behind, spoken to in the ways of the peers. */
class StageTest {
    private final AtomicLong count = new AtomicLong();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # ours sends both at once, HAProxy what the client said
            a ID NIL~b LOGIN u p~      | * ID NIL~a OK done~b OK logged in~
            # nginx waits for each go-ahead
            a LOGIN {1}~u {1}~p~       | + OK~+ OK~a OK logged in~
            a LOGIN {1+}~u {1+}~p~     | a OK logged in~
            a AUTHENTICATE PLAIN~AHUAcA==~ | + ~a OK logged in~
            a AUTHENTICATE PLAIN AHUAcA==~ | a OK logged in~
            """)
    void letsEverybodyIn(String said, String answer) {
        String greeting = "* OK IMAP4rev1 bench ready~";
        assertThat(whole(new ImapMailbox(count), said)).isEqualTo(greeting + answer);
        assertThat(inPieces(new ImapMailbox(count), said)).isEqualTo(greeting + answer);
        assertThat(count).hasValue(2);
    }

    @Test
    void sendsAsMuchAsItSays() {
        String answer =
                whole(new ImapMailbox(count), BulkAnswer.command("b", 100_000).replace("\r\n", "~"));
        String greeting = "* OK IMAP4rev1 bench ready~";
        // Each ~ stands for two bytes.
        long lines = answer.chars().filter(each -> each == '~').count();
        assertThat(answer.length() + lines - greeting.length() - 1).isEqualTo(BulkAnswer.length("b", 100_000));
        assertThat(answer).endsWith(")~b OK done~");
    }

    @ParameterizedTest
    @CsvSource({"/x,200", "/x/100k,102400"})
    void answersWebRequests(String path, int length) {
        String request = "POST " + path + " HTTP/1.1~Host: x~Content-Length: 3~~abc";
        String answers = inPieces(new WebServer(count), request + request);
        assertThat(answers).contains("Content-Length: " + length + "~");
        assertThat(count).hasValue(2);
    }

    @Test
    void tellsWhereTheMailboxIs() {
        StagePorts ports = new StagePorts(1, 2, 3, 4);
        String asked = "GET / HTTP/1.0~Auth-Protocol: pop3~~";
        assertThat(whole(new LookupServer(ports, count), asked))
                .contains("Auth-Status: OK~")
                .contains("Auth-Port: 2~");
    }

    private static String whole(ChannelHandler server, String said) {
        EmbeddedChannel channel = new EmbeddedChannel(server);
        channel.writeInbound(bytes(said));
        return answer(channel);
    }

    private static String inPieces(ChannelHandler server, String said) {
        EmbeddedChannel channel = new EmbeddedChannel(server);
        ByteBuf all = bytes(said);
        while (all.isReadable()) {
            channel.writeInbound(all.readBytes(1));
        }
        return answer(channel);
    }

    private static ByteBuf bytes(String said) {
        return Unpooled.copiedBuffer(said.replace("~", "\r\n"), StandardCharsets.ISO_8859_1);
    }

    private static String answer(EmbeddedChannel channel) {
        StringBuilder said = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            said.append(part.toString(StandardCharsets.ISO_8859_1));
        }
        return said.toString().replace("\r\n", "~");
    }
}
