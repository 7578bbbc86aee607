package io.zimbraproxy.proxy.it.stage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two real memcached servers. */
public final class MemcachedStore implements SharedStore {
    private final List<MemcachedProcess> servers;

    public MemcachedStore() throws Exception {
        servers = List.of(MemcachedProcess.start(), MemcachedProcess.start());
    }

    public List<MemcachedProcess> servers() {
        return servers;
    }

    @Override
    public String settings() {
        return servers.stream()
                .map(MemcachedProcess::address)
                .collect(Collectors.joining(", ", "memcached: {servers: [", "], reconnectInterval: 1s}"));
    }

    @Override
    public Optional<String> value(String key) throws Exception {
        for (MemcachedProcess server : servers) {
            Optional<MemcachedProcess.Item> item = server.item(key);
            if (item.isPresent()) {
                return item.map(MemcachedProcess.Item::value);
            }
        }
        return Optional.empty();
    }

    @Override
    public void flush() throws Exception {
        for (MemcachedProcess server : servers) {
            server.flush();
        }
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void run() throws Exception {
        for (MemcachedProcess server : servers) {
            server.process().run();
        }
    }

    @Override
    public void freeze() throws Exception {
        for (MemcachedProcess server : servers) {
            server.process().freeze();
        }
    }

    @Override
    public void thaw() throws Exception {
        for (MemcachedProcess server : servers) {
            server.process().thaw();
        }
    }

    @Override
    public void close() {
        servers.forEach(MemcachedProcess::close);
    }
}
