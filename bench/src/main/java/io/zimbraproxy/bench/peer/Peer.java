package io.zimbraproxy.bench.peer;

import io.zimbraproxy.bench.cpu.ProcessTree;
import java.time.Duration;

/** A proxy that runs, before the same servers as all others. */
public interface Peer extends AutoCloseable {
    String name();

    int port(Service service);

    ProcessTree processes();

    /** From its start until it served. */
    Duration started();

    /** Whether it grows faster under load, so that it has to be under load before it is measured. */
    boolean warmsUp();

    /** Whether it keeps routes, so that it asks for a user's once. */
    boolean keepsRoutes();

    /** Has it read its configuration, which has changed, and waits until that is in use. */
    void reload() throws Exception;

    /** The end of its log. */
    String said();

    @Override
    void close();
}
