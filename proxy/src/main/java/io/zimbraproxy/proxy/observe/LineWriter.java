package io.zimbraproxy.proxy.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines in batches on a thread of its own. Callers only copy the line into a buffer, and never wait for the reader. If the reader is
 * too slow, lines are dropped and counted. Safe for all threads.
 */
final class LineWriter {
    private static final long GATHER_NANOS = 20_000_000;
    /** The size of the buffer in bytes. Lines that do not fit are dropped. */
    private static final int MAX_BUFFERED = 4 * 1024 * 1024;
    /** The size of a write, in bytes. Smaller writes to a pipe are atomic (POSIX PIPE_BUF on Linux), so lines are not mixed. */
    private static final int PIECE = 4096;

    /** The longest timestamp, in characters. */
    private static final int TIMESTAMP = 32;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("XXX", Locale.ROOT);

    private final OutputStream out;
    private byte[] lines = new byte[64 * 1024];
    private byte[] spare = new byte[64 * 1024];
    private int length;
    private long dropped;
    private boolean writing;
    private long second = -1;
    private String date = "";
    private String zone = "";

    private LineWriter(OutputStream out) {
        this.out = out;
    }

    static LineWriter start(OutputStream out) {
        LineWriter writer = new LineWriter(out);
        Thread thread = new Thread(writer::run, "access-log");
        thread.setDaemon(true);
        thread.start();
        return writer;
    }

    /** Adds a line: the time, {@code prefix} and {@code text}. */
    synchronized void add(String prefix, CharSequence text) {
        // In UTF-8, a char has at most three bytes, and a surrogate pair has four.
        int maxBytes = (TIMESTAMP + prefix.length() + text.length() + 1) * 3;
        if (length + maxBytes > MAX_BUFFERED) {
            dropped++;
            return;
        }
        if (length + maxBytes > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + maxBytes));
        }
        append(timestamp(System.currentTimeMillis()));
        append(prefix);
        append(text);
        lines[length++] = '\n';
        if (!writing) {
            notifyAll();
        }
    }

    private void append(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = text.subSequence(i, text.length()).toString().getBytes(StandardCharsets.UTF_8);
                System.arraycopy(rest, 0, lines, length, rest.length);
                length += rest.length;
                return;
            }
            lines[length++] = (byte) c;
        }
    }

    private String timestamp(long millis) {
        long now = Math.floorDiv(millis, 1000);
        if (now != second) {
            second = now;
            ZonedDateTime time = ZonedDateTime.now(ZoneId.systemDefault());
            date = SECOND.format(time);
            zone = ZONE.format(time);
        }
        int rest = (int) Math.floorMod(millis, 1000L);
        return date + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest + zone;
    }

    /** Waits until all lines added before are written. */
    synchronized void flush() {
        try {
            while (length > 0 || writing) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            int count = take();
            try {
                write(count);
            } catch (IOException gone) {
                // The reader has closed the pipe, so a message about it cannot be written either.
                synchronized (this) {
                    dropped = 0;
                }
            }
        }
    }

    /** Waits for a line, then gathers more for a moment. Returns the number of bytes in {@link #spare}. */
    private int take() {
        synchronized (this) {
            writing = false;
            notifyAll();
            while (length == 0) {
                try {
                    wait();
                } catch (InterruptedException ignored) {
                    // The thread is never stopped.
                }
            }
            writing = true;
        }
        LockSupport.parkNanos(GATHER_NANOS);
        synchronized (this) {
            byte[] full = lines;
            lines = spare;
            spare = full;
            int count = length;
            length = 0;
            return count;
        }
    }

    private void write(int count) throws IOException {
        long lost;
        synchronized (this) {
            lost = dropped;
            dropped = 0;
        }
        int at = 0;
        while (at < count) {
            int end = Math.min(count, at + PIECE);
            while (end < count && end > at && spare[end - 1] != '\n') {
                end--;
            }
            if (end == at) {
                // A single line is longer than a piece.
                end = Math.min(count, at + PIECE);
            }
            out.write(spare, at, end - at);
            at = end;
        }
        if (lost > 0) {
            String message = "access log: the reader is too slow; lines dropped=" + lost + "\n";
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
