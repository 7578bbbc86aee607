package io.zimbraproxy.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.crds.spec.Imap;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.StartTls;
import io.zimbraproxy.proxy.sasl.SaslOffer;
import io.zimbraproxy.proxy.session.Dialogue;
import io.zimbraproxy.proxy.session.Step;
import io.zimbraproxy.proxy.session.imap.ImapDialogue;
import io.zimbraproxy.proxy.session.imap.ImapSettings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parses a session from its first byte to the credentials. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoginBenchmark {
    private static final byte[] LOGIN =
            "a0001 LOGIN somebody@example.com \"a password\"\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PLAIN = "a0001 AUTHENTICATE PLAIN AHNvbWVib2R5QGV4YW1wbGUuY29tAGEgcGFzc3dvcmQ=\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ImapSettings settings = new ImapSettings(
            Imap.defaults().capabilities(),
            StartTls.Optional,
            "ready",
            true,
            false,
            true,
            SaslOffer.plain(),
            Limits.defaults());

    @Benchmark
    public Step login() {
        return first(LOGIN);
    }

    @Benchmark
    public Step authenticatePlain() {
        return first(PLAIN);
    }

    private Step first(byte[] command) {
        Dialogue dialogue = new ImapDialogue(settings, true);
        ByteBuf in = Unpooled.wrappedBuffer(command);
        return dialogue.next(in);
    }
}
