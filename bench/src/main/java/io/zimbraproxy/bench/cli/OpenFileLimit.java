package io.zimbraproxy.bench.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The number of sessions that the open-file limit allows. */
final class OpenFileLimit {
    /** Files that are open besides the sessions: jars, listeners, logins. */
    private static final int OTHERS = 400;

    private OpenFileLimit() {}

    /** Returns the highest number. A session needs two sockets in the proxy, and two here: the client's and the server's. */
    static int sessions() {
        long limit =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        return (int) Math.min(Integer.MAX_VALUE, (limit - OTHERS) / 2);
    }
}
