package io.zimbraproxy.proxy.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The access log: one line per mail session and per web request. Lines are written to standard output in batches, because a system call
 * per line would take a third of the time of a small request. The log category {@code access} turns the log off, or sends it to other
 * handlers.
 */
public final class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");

    /** Null if the category has its own handlers. */
    private static final @Nullable LineWriter WRITER =
            LOG.getHandlers().length == 0 ? LineWriter.start(new FileOutputStream(FileDescriptor.out)) : null;

    private AccessLog() {}

    /** Returns whether the log is on. Callers need not build lines if it is off. */
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

    /** Writes all pending lines. Blocks. */
    public static void flush() {
        if (WRITER != null) {
            WRITER.flush();
        }
    }
}
