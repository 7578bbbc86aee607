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

/** Web clients that keep their connections, and get and post by turns until nobody takes connections any more. */
final class KeptConnections {
    private static final int MOST_PAUSE_MILLIS = 300;
    private static final long PATIENCE_SECONDS = 120;

    private final TestSite site;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger last = new AtomicInteger();
    private final Collection<String> lost = new ConcurrentLinkedQueue<>();
    private final Collection<Long> refused = new ConcurrentLinkedQueue<>();
    /** Nobody opens it: a time to wait, not an event. */
    private final CountDownLatch never = new CountDownLatch(1);

    KeptConnections(TestSite site) {
        this.site = site;
    }

    /** So many of them begin, and each has an answer when this returns. */
    KeptConnections start(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean tls = i % 2 == 0;
            Thread client = new Thread(() -> untilRefused(tls, begun), "web client " + i);
            clients.add(client);
            client.start();
        }
        begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void untilRefused(boolean tls, CountDownLatch begun) {
        try {
            while (true) {
                LineClient connection = site.connect(tls ? site.https() : site.http());
                try (RawWebClient client = new RawWebClient(tls ? connection.startTls(TestSite.HOST) : connection)) {
                    talk(client, begun);
                }
            }
        } catch (ConnectException refusal) {
            refused.add(System.nanoTime());
        } catch (Exception failed) {
            lost.add(Thread.currentThread().getName() + ": " + failed);
        }
    }

    private void talk(RawWebClient client, CountDownLatch begun) throws IOException, InterruptedException {
        boolean open = true;
        for (int i = 0; open; i++) {
            RawWebClient.Answer answer =
                    i % 2 == 0 ? client.get("/bytes?n=1000") : client.upload("/upload", 1000, false);
            String text = answer.text();
            boolean right =
                    answer.status() == 200 && (i % 2 == 0 ? text.length() == 1000 : text.contains("\"bytes\":1000"));
            if (!right) {
                throw new IOException(answer.status() + " " + text);
            }
            answered.incrementAndGet();
            begun.countDown();
            open = !answer.header("Connection").orElse("").equals("close");
            never.await(ThreadLocalRandom.current().nextInt(MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        }
        last.incrementAndGet();
    }

    /** Waits until each of them was refused, or has lost a request. */
    void await() throws InterruptedException {
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }

    int answered() {
        return answered.get();
    }

    /** How many answers said that they were the last on their connections. */
    int saidToBeTheLast() {
        return last.get();
    }

    /** Requests without their answers, and connections that were not refused in so many words. */
    Collection<String> lost() {
        return lost;
    }

    /** When connections were refused, by {@link System#nanoTime}. */
    Collection<Long> refused() {
        return refused;
    }
}
