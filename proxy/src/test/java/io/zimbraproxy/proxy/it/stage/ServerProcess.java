package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server on a port of the loopback, which can be stopped, frozen and started again. */
public final class ServerProcess implements AutoCloseable {
    private final InetAddress address;
    private final int port;
    private final List<String> command;
    private Process process;

    /** Starts it and waits until it listens. */
    public ServerProcess(int port, List<String> command) throws Exception {
        this(InetAddress.getLoopbackAddress(), port, command);
    }

    /** The same at another address of this machine. */
    public ServerProcess(InetAddress address, int port, List<String> command) throws Exception {
        this.address = address;
        this.port = port;
        this.command = List.copyOf(command);
        run();
    }

    /** Starts it, once more perhaps. */
    void run() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        // A listener that was closed just now may live until its thread has noticed.
        while (!FreePorts.isFree(port) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(address, port));
                return;
            } catch (IOException notYet) {
                // There is no event to wait for but the port itself.
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException(command.get(0) + " does not listen on " + port);
    }

    InetAddress address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** Stops answering, with all connections open; {@link #thaw} undoes it. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", name, String.valueOf(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
