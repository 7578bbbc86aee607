package io.zimbraproxy.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.HeadFinder;
import io.zimbraproxy.proxy.http.message.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parses the head of a browser's request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestHeadBenchmark {
    private static final int MAX_TARGET = 8192;
    private static final int MAX_FIELDS = 100;
    private static final byte[] HEAD = String.join(
                    "\r\n",
                    "GET /service/home/~/?auth=co&loc=en&id=257&part=2 HTTP/1.1",
                    "Host: mail.example.com",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                    "Accept-Language: en-US,en;q=0.5",
                    "Accept-Encoding: gzip, deflate, br, zstd",
                    "Connection: keep-alive",
                    "Cookie: ZM_TEST=true; ZM_AUTH_TOKEN=0_" + "5a".repeat(20) + "_69643d33363a" + "39".repeat(40),
                    "Referer: https://mail.example.com/",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    private final ByteBuf in = Unpooled.directBuffer(HEAD.length).writeBytes(HEAD);
    private final HeadFinder finder = new HeadFinder(32 << 10, MAX_FIELDS, 1);

    @Benchmark
    public int find() throws BadMessage {
        in.readerIndex(0);
        return finder.find(in);
    }

    @Benchmark
    public RequestHead parse() throws BadMessage {
        return RequestHead.parse(HEAD, MAX_TARGET, MAX_FIELDS, false);
    }

    @Benchmark
    public NormalPath path() throws BadMessage {
        return NormalPath.of("/service/home/~/?auth=co&loc=en&id=257&part=2");
    }
}
