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
 * Sends GET and POST in turn, four requests on each connection. Every connection has another loopback address, and every second
 * one uses TLS.
 */
final class RollingClient implements Runnable {
    private static final int REQUESTS_PER_CONNECTION = 4;

    private final TestSite site;
    private final AtomicInteger numbers;
    private final BooleanSupplier enough;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private int responses;

    /** {@code numbers} counts the requests of all clients. The client ends when {@code enough} returns true. */
    RollingClient(TestSite site, AtomicInteger numbers, BooleanSupplier enough) {
        this.site = site;
        this.numbers = numbers;
        this.enough = enough;
    }

    /** A failed request, and the unexpected response or the exception. */
    record Failure(String request, String cause) {}

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    int responses() {
        return responses;
    }

    @Override
    public void run() {
        while (!enough.getAsBoolean()) {
            int first = numbers.getAndAdd(REQUESTS_PER_CONNECTION);
            try (RawWebClient connection = connect(first / REQUESTS_PER_CONNECTION)) {
                boolean open = true;
                for (int i = 0; i < REQUESTS_PER_CONNECTION && open; i++) {
                    open = send(connection, first + i);
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

    /** Sends a request and checks the response. Returns true if the connection stays open. */
    private boolean send(RawWebClient connection, int number) {
        String request = (number % 2 == 0 ? "GET" : "POST") + " /rolling/" + number;
        try {
            connection.send(request + " HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n"
                    + (request.startsWith("POST") ? "Content-Length: 6\r\n\r\nletter" : "\r\n"));
            RawWebClient.Response response = connection.response();
            String text = response.text();
            if (response.status() == 200 && text.equals(request)) {
                responses++;
            } else {
                failures.add(new Failure(request, response.status() + " " + text));
            }
            return !response.header("Connection").orElse("").equals("close");
        } catch (IOException broken) {
            failures.add(new Failure(request, broken.toString()));
            return false;
        }
    }
}
