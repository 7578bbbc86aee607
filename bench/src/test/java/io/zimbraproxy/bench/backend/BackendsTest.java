package io.zimbraproxy.bench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the backends, with the dialects of the peers. */
class BackendsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # The Zimbra Proxy sends both commands at once.
            a ID NIL~b LOGIN u p~      | * ID NIL~a OK done~b OK logged in~
            # nginx waits for each continuation.
            a LOGIN {1}~u {1}~p~       | + OK~+ OK~a OK logged in~
            a LOGIN {1+}~u {1+}~p~     | a OK logged in~
            a AUTHENTICATE PLAIN~AHUAcA==~ | + ~a OK logged in~
            a AUTHENTICATE PLAIN AHUAcA==~ | a OK logged in~
            """)
    void acceptsAllLogins(String commands, String replies) {
        String greeting = "* OK IMAP4rev1 bench ready~";
        assertThat(whole(new ImapBackend(), commands)).isEqualTo(greeting + replies);
        assertThat(inPieces(new ImapBackend(), commands)).isEqualTo(greeting + replies);
    }

    @Test
    void sendsTheAnnouncedNumberOfBytes() {
        String reply =
                whole(new ImapBackend(), BulkResponse.command("b", 100_000).replace("\r\n", "~"));
        String greeting = "* OK IMAP4rev1 bench ready~";
        // Each ~ stands for two bytes.
        long lines = reply.chars().filter(each -> each == '~').count();
        assertThat(reply.length() + lines - greeting.length() - 1).isEqualTo(BulkResponse.length("b", 100_000));
        assertThat(reply).endsWith(")~b OK done~");
    }

    @ParameterizedTest
    @CsvSource({"/x,200", "/x/100k,102400"})
    void respondsToWebRequests(String path, int length) {
        String request = "POST " + path + " HTTP/1.1~Host: x~Content-Length: 3~~abc";
        String responses = inPieces(new WebBackend(), request + request);
        assertThat(responses.split("Content-Length: " + length + "~", -1)).hasSize(3);
    }

    @Test
    void returnsTheMailboxPort() {
        BackendPorts ports = new BackendPorts(1, 2, 3, 4);
        String request = "GET / HTTP/1.0~Auth-Protocol: pop3~~";
        assertThat(whole(new LookupBackend(ports), request))
                .contains("Auth-Status: OK~")
                .contains("Auth-Port: 2~");
    }

    private static String whole(ChannelHandler server, String input) {
        EmbeddedChannel channel = new EmbeddedChannel(server);
        channel.writeInbound(bytes(input));
        return output(channel);
    }

    private static String inPieces(ChannelHandler server, String input) {
        EmbeddedChannel channel = new EmbeddedChannel(server);
        ByteBuf all = bytes(input);
        while (all.isReadable()) {
            channel.writeInbound(all.readBytes(1));
        }
        return output(channel);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text.replace("~", "\r\n"), StandardCharsets.ISO_8859_1);
    }

    private static String output(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.ISO_8859_1));
        }
        return text.toString().replace("\r\n", "~");
    }
}
