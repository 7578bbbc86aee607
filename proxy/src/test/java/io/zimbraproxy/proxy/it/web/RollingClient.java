package io.zimbraproxy.proxy.it.web;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Asks and asks: GET and POST by turns, four requests a connection, every connection from another address of the loopback, by
 * TLS every other time.
 */
final class RollingClient implements Runnable {
    private static final int REQUESTS_PER_CONNECTION = 4;

    private final TestSite site;
    private final AtomicInteger numbers;
    private final BooleanSupplier enough;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private int answered;

    /** {@code numbers} is shared by all clients and counts their requests. */
    RollingClient(TestSite site, AtomicInteger numbers, BooleanSupplier enough) {
        this.site = site;
        this.numbers = numbers;
        this.enough = enough;
    }

    /** A request without its answer: and what came instead. */
    record Failure(String request, String instead) {}

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    int answered() {
        return answered;
    }

    @Override
    public void run() {
        while (!enough.getAsBoolean()) {
            int first = numbers.getAndAdd(REQUESTS_PER_CONNECTION);
            try (RawWebClient connection = connect(first / REQUESTS_PER_CONNECTION)) {
                boolean open = true;
                for (int i = 0; i < REQUESTS_PER_CONNECTION && open; i++) {
                    open = ask(connection, first + i);
                }
            } catch (Exception notConnected) {
                failures.add(new Failure("CONNECT", notConnected.toString()));
                return;
            }
        }
    }

    private RawWebClient connect(int number) throws Exception {
        InetAddress from = InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + number % 100), (byte) (number / 100 % 100), (byte) (1 + number / 10_000)});
        boolean tls = number % 2 == 0;
        LineClient connection = LineClient.connect(from, tls ? site.https() : site.http(), site.authority());
        return new RawWebClient(tls ? connection.startTls(TestSite.HOST) : connection);
    }

    /** Whether the connection is good for more. */
    private boolean ask(RawWebClient connection, int number) {
        String request = (number % 2 == 0 ? "GET" : "POST") + " /rolling/" + number;
        try {
            connection.send(request + " HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n"
                    + (request.startsWith("POST") ? "Content-Length: 6\r\n\r\nletter" : "\r\n"));
            RawWebClient.Answer answer = connection.answer();
            String text = answer.text();
            if (answer.status() == 200 && text.equals(request)) {
                answered++;
            } else {
                failures.add(new Failure(request, answer.status() + " " + text));
            }
            return !answer.header("Connection").orElse("").equals("close");
        } catch (IOException broken) {
            failures.add(new Failure(request, broken.toString()));
            return false;
        }
    }
}
