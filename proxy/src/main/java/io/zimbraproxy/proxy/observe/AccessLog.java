package io.zimbraproxy.proxy.observe;

import org.jboss.logging.Logger;

/** One line per mail session and per web request, in a category of its own so that it can go elsewhere. */
public final class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");

    private AccessLog() {}

    /** True when lines are written at all; building them costs something. */
    public static boolean enabled() {
        return LOG.isInfoEnabled();
    }

    public static void write(LogLine line) {
        LOG.info(line);
    }
}
