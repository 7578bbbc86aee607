package io.zimbraproxy.proxy.it.cache;

import io.zimbraproxy.proxy.it.stage.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A server that responds to everything with random bytes. */
final class GarbageServer {
    private GarbageServer() {}

    /** Starts a server on this loopback port. */
    static RawServer start(int port) throws IOException {
        return RawServer.start("127.0.0.1", port, (in, out) -> {
            Random random = new Random(42);
            byte[] noise = new byte[50];
            byte[] read = new byte[1024];
            while (in.read(read) > 0) {
                random.nextBytes(noise);
                out.write(noise);
                out.write("\r\nVALUE x 0 99999999\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        });
    }
}
