package io.zimbraproxy.bench.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many sessions the limit of open files leaves room for. */
final class OpenFiles {
    /** Jars, listeners, and logins beside the sessions. */
    private static final int OTHERS = 400;

    private OpenFiles() {}

    /** A session has two sockets in a proxy, and two here: the client's and the server's. */
    static int sessions() {
        long limit =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        return (int) Math.min(Integer.MAX_VALUE, (limit - OTHERS) / 2);
    }
}
