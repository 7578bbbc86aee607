package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.net.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of a real server on a port. Tests can stop, suspend and restart it. */
public final class ServerProcess implements AutoCloseable {
    private final InetAddress address;
    private final int port;
    private final List<String> command;
    private Process process;

    /** Starts a server on a loopback port and waits until it listens. */
    public ServerProcess(int port, List<String> command) throws Exception {
        this(InetAddress.getLoopbackAddress(), port, command);
    }

    /** Starts a server on a port of this address and waits until it listens. */
    public ServerProcess(InetAddress address, int port, List<String> command) throws Exception {
        this.address = address;
        this.port = port;
        this.command = List.copyOf(command);
        run();
    }

    /** Starts the server, for the first time or again. */
    void run() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        // A closed listener keeps its port until its accepting thread has returned.
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
                // The server reports its start only by opening the port.
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

    /** Suspends the process until {@link #thaw}. Its connections stay open. */
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
