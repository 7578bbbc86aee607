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
 * Writes lines from a thread of its own, many at a time: who logs only copies a line, and never waits for whoever reads. When
 * nobody does, lines are dropped and counted.
 */
final class LineWriter {
    private static final long GATHER_NANOS = 20_000_000;
    /** Lines that wait for the reader; in bytes. */
    private static final int MAX_WAITING = 4 * 1024 * 1024;
    /** What a pipe takes as a whole, so that lines of others do not come between; POSIX' PIPE_BUF on Linux. */
    private static final int PIECE = 4096;

    /** Characters of a time, at most. */
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
    private String date;
    private String zone;

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

    /** Adds a line: the time, then these two. */
    synchronized void add(String what, CharSequence text) {
        // A character is three bytes at most, or four for two of them.
        int most = (TIMESTAMP + what.length() + text.length() + 1) * 3;
        if (length + most > MAX_WAITING) {
            dropped++;
            return;
        }
        if (length + most > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + most));
        }
        append(timestamp(System.currentTimeMillis()));
        append(what);
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

    /** Waits until all lines that were added before are written. */
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
                // Nobody reads any more; there is nowhere to say so.
                synchronized (this) {
                    dropped = 0;
                }
            }
        }
    }

    /** Waits for lines, and a moment for more of them. */
    private int take() {
        synchronized (this) {
            writing = false;
            notifyAll();
            while (length == 0) {
                try {
                    wait();
                } catch (InterruptedException ignored) {
                    // This thread has nothing else to do.
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
                // One line, longer than a piece.
                end = Math.min(count, at + PIECE);
            }
            out.write(spare, at, end - at);
            at = end;
        }
        if (lost > 0) {
            String words = "access log: nobody reads; lines dropped=" + lost + "\n";
            out.write(words.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
