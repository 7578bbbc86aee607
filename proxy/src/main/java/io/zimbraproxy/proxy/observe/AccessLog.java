package io.zimbraproxy.proxy.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One line per mail session and per web request. They go to standard output in batches, as one system call for each line would
 * be a third of a small request; the category {@code access} switches them off, and takes them where handlers of its own send
 * them.
 */
public final class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");

    /** Null when the category has handlers of its own. */
    private static final LineWriter WRITER =
            LOG.getHandlers().length == 0 ? LineWriter.start(new FileOutputStream(FileDescriptor.out)) : null;

    private AccessLog() {}

    /** True when lines are written at all; building them costs something. */
    public static boolean enabled() {
        return LOG.isLoggable(Level.INFO);
    }

    public static void write(LogLine line) {
        if (WRITER == null) {
            LOG.log(Level.INFO, line::toString);
        } else {
            WRITER.add(" INFO  access ", line.text());
        }
    }

    /** Brings out what is still to be written; blocks. */
    public static void flush() {
        if (WRITER != null) {
            WRITER.flush();
        }
    }
}
