package io.zimbraproxy.proxy.it.stage;

import java.nio.file.Path;
import java.util.Optional;

/** One real Redis server with a password. */
public final class RedisStore implements SharedStore {
    public static final String PASSWORD = "redis-secret-1";

    private final RedisProcess server;

    public RedisStore(Path folder) throws Exception {
        server = RedisProcess.start(folder, PASSWORD);
    }

    public RedisProcess server() {
        return server;
    }

    @Override
    public String settings() {
        return "redis: {hosts: ['redis://127.0.0.1:" + server.port()
                + "'], passwordRef: {name: redis, key: password}, reconnectInterval: 1s}";
    }

    @Override
    public Optional<String> value(String key) throws Exception {
        return server.ask("GET", RedisProcess.key(key));
    }

    @Override
    public void flush() throws Exception {
        server.ask("FLUSHALL");
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void run() throws Exception {
        server.process().run();
    }

    @Override
    public void freeze() throws Exception {
        server.process().freeze();
    }

    @Override
    public void thaw() throws Exception {
        server.process().thaw();
    }

    @Override
    public void close() {
        server.close();
    }
}
