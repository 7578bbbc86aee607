package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import java.time.Duration;

/** A running proxy under measurement, with the same backends as all others. */
public interface MeasuredPeer extends AutoCloseable {
    String name();

    int port(Service service);

    ProcessTree processes();

    /** Returns the time from the start of the process until it served. */
    Duration started();

    /** Returns whether the peer becomes faster under load, so that a warm-up must come before the measurement. */
    boolean warmsUp();

    /** Reloads a changed configuration, and waits until it is in use. */
    void reload() throws Exception;

    /** Returns the last lines of the peer's log. */
    String logTail();

    @Override
    void close();
}
