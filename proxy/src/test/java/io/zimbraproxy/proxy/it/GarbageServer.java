package io.zimbraproxy.proxy.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers whatever it is sent with bytes that mean nothing. */
final class GarbageServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    GarbageServer(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        run(this::accept);
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "garbage");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                run(() -> talk(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void talk(Socket client) {
        Random random = new Random(42);
        byte[] words = new byte[50];
        try (client) {
            while (client.getInputStream().read(new byte[1024]) > 0) {
                random.nextBytes(words);
                client.getOutputStream().write(words);
                client.getOutputStream().write("\r\nVALUE x 0 99999999\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // As clients do when they cannot make sense of it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
