package io.zimbraproxy.bench.jmh;

import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.proxy.cache.KeyHash;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.UserName;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Computes the cache key of a route, for the local and the shared cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteKeyBenchmark {
    private static final String KEY = "route:proto=imap;user=somebody@example.com";

    private final UserName user = UserName.of("somebody@example.com").orElseThrow();
    private final ClientPeer peer = new ClientPeer("192.0.2.1", 40000, "192.0.2.2");

    @Benchmark
    public String inMemory() {
        return RouteRequest.ofMail(user, UpstreamProtocol.IMAP, peer).cacheKey();
    }

    @Benchmark
    public Optional<String> hashed() {
        return KeyHash.of(KEY, KeyFormat.Hashed);
    }

    @Benchmark
    public Optional<String> plain() {
        return KeyHash.of(KEY, KeyFormat.Plain);
    }
}
