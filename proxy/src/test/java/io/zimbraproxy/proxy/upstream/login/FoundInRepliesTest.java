package io.zimbraproxy.proxy.upstream.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests a line that is longer than the lines of the fuzz test. */
class FoundInRepliesTest {
    @Test
    void reportsALineThatIsTooLong() {
        ReplyLines lines = new ReplyLines();
        ByteBuf in = Unpooled.copiedBuffer("x".repeat(64 * 1024 + 1) + "\n", StandardCharsets.US_ASCII);
        assertThat(lines.next(in)).isNull();
        assertThat(lines.tooLong()).isTrue();
    }
}
