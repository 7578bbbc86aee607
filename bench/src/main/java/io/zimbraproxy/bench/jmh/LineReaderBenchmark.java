package io.zimbraproxy.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.session.LineReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reads a command line that arrives in one piece or in many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineReaderBenchmark {
    private static final byte[] LINE =
            "a0001 LOGIN somebody@example.com \"a password of some length\"\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 8;

    private final ByteBuf in = Unpooled.directBuffer(LINE.length).writeBytes(LINE);
    private final LineReader reader = new LineReader(8192);

    @Benchmark
    public byte[] whole() {
        in.setIndex(0, LINE.length);
        reader.find(in);
        return reader.take(in);
    }

    @Benchmark
    public byte[] inPieces() {
        in.setIndex(0, 0);
        for (int end = PIECE; end < LINE.length; end += PIECE) {
            in.writerIndex(end);
            reader.find(in);
        }
        in.writerIndex(LINE.length);
        reader.find(in);
        return reader.take(in);
    }
}
