package io.zimbraproxy.proxy.it.process;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Web clients that keep their connections and send GET and POST in turn, until a connection is refused. */
final class KeepAliveClients {
    private static final int MOST_PAUSE_MILLIS = 300;
    private static final long PATIENCE_SECONDS = 120;

    private final TestSite site;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicInteger responses = new AtomicInteger();
    private final AtomicInteger connectionsClosed = new AtomicInteger();
    private final Collection<String> lost = new ConcurrentLinkedQueue<>();
    private final Collection<Long> refused = new ConcurrentLinkedQueue<>();
    /** Never opened: for waiting a fixed time. */
    private final CountDownLatch never = new CountDownLatch(1);

    KeepAliveClients(TestSite site) {
        this.site = site;
    }

    /** Starts {@code count} clients; returns when each has a response. */
    KeepAliveClients start(int count) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean tls = i % 2 == 0;
            Thread client = new Thread(() -> untilRefused(tls, started), "web client " + i);
            clients.add(client);
            client.start();
        }
        started.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void untilRefused(boolean tls, CountDownLatch started) {
        try {
            while (true) {
                LineClient connection = site.connect(tls ? site.https() : site.http());
                try (RawWebClient client = new RawWebClient(tls ? connection.startTls(TestSite.HOST) : connection)) {
                    exchange(client, started);
                }
            }
        } catch (ConnectException refusal) {
            refused.add(System.nanoTime());
        } catch (Exception failed) {
            lost.add(Thread.currentThread().getName() + ": " + failed);
        }
    }

    private void exchange(RawWebClient client, CountDownLatch started) throws IOException, InterruptedException {
        boolean open = true;
        for (int i = 0; open; i++) {
            RawWebClient.Response response =
                    i % 2 == 0 ? client.get("/bytes?n=1000") : client.upload("/upload", 1000, false);
            String text = response.text();
            boolean right =
                    response.status() == 200 && (i % 2 == 0 ? text.length() == 1000 : text.contains("\"bytes\":1000"));
            if (!right) {
                throw new IOException(response.status() + " " + text);
            }
            responses.incrementAndGet();
            started.countDown();
            open = !response.header("Connection").orElse("").equals("close");
            never.await(ThreadLocalRandom.current().nextInt(MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        }
        connectionsClosed.incrementAndGet();
    }

    /** Waits until each client was refused, or has lost a request. */
    void await() throws InterruptedException {
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }

    int responses() {
        return responses.get();
    }

    /** Returns the number of connections that ended with a response with {@code Connection: close}. */
    int connectionsClosed() {
        return connectionsClosed.get();
    }

    /** Returns requests without a response, and connections that failed without being refused. */
    Collection<String> lost() {
        return lost;
    }

    /** Returns the times of refused connections, by {@link System#nanoTime}. */
    Collection<Long> refused() {
        return refused;
    }
}
