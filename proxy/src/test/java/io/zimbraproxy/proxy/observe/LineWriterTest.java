package io.zimbraproxy.proxy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    /** Records the end of each write. */
    private static final class Pieces extends ByteArrayOutputStream {
        private final List<Integer> ends = new ArrayList<>();

        @Override
        public synchronized void write(byte[] bytes, int start, int length) {
            super.write(bytes, start, length);
            ends.add(size());
        }

        synchronized List<Integer> ends() {
            return List.copyOf(ends);
        }
    }

    @Test
    void writesEveryLineOnceAndInOrder() {
        Pieces out = new Pieces();
        LineWriter writer = LineWriter.start(out);
        IntStream.range(0, 20_000).forEach(i -> writer.add(" INFO  access ", "line é " + i));
        writer.flush();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(20_000);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  access line é "
                                    + i);
        }
    }

    /** Writes of up to 4096 bytes to a pipe are atomic. Longer ones, or half a line, could be mixed with those of other writers. */
    @Test
    void writesWholeLinesAtomically() {
        Pieces out = new Pieces();
        LineWriter writer = LineWriter.start(out);
        IntStream.range(0, 500).forEach(i -> writer.add(" INFO  access ", "x".repeat(i)));
        writer.flush();
        byte[] all = out.toByteArray();
        int start = 0;
        for (int end : out.ends()) {
            assertThat(end - start).isLessThanOrEqualTo(4096);
            assertThat(all[end - 1]).isEqualTo((byte) '\n');
            start = end;
        }
    }

    @Test
    void dropsLinesIfTheReaderIsTooSlow() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineWriter writer = LineWriter.start(new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int start, int length) {
                begun.countDown();
                try {
                    read.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                out.write(bytes, start, length);
            }
        });
        writer.add(" ", "first");
        begun.await();
        String line = "y".repeat(1000);
        IntStream.range(0, 6000).forEach(i -> writer.add(" ", line));
        read.countDown();
        writer.flush();
        String all = out.toString(StandardCharsets.UTF_8);
        assertThat(all.length()).isLessThan(5_000_000);
        assertThat(all).contains("first").containsPattern("lines dropped=[1-9]");
    }
}
