package io.zimbraproxy.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests which relays may read large blocks. */
class BulkBufferTest {
    private static final int MUCH = RelayReads.USUAL_LIMIT;
    private static final int LITTLE = 100;

    private final BulkBuffers buffers = new BulkBuffers();

    private BulkBuffer newBuffer() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setRecvByteBufAllocator(new RelayReads());
        return new BulkBuffer(buffers, channel);
    }

    /** Returns the number of free buffers. */
    private int free() {
        int free = 0;
        while (buffers.take()) {
            free++;
        }
        for (int i = 0; i < free; i++) {
            buffers.release();
        }
        return free;
    }

    @Test
    void takenForMuchDataAndReleasedAfterIt() {
        int all = free();
        BulkBuffer buffer = newBuffer();
        buffer.round(LITTLE, false);
        assertThat(free()).isEqualTo(all);
        buffer.round(MUCH, false);
        buffer.round(MUCH, false);
        assertThat(free()).isEqualTo(all - 1);
        buffer.round(LITTLE, false);
        buffer.round(LITTLE, false);
        assertThat(free()).isEqualTo(all);
    }

    /** The last round of a message may be large. */
    @Test
    void releasedByAQuietRelay() {
        int all = free();
        BulkBuffer buffer = newBuffer();
        buffer.round(MUCH, false);
        buffer.round(0, true);
        assertThat(free()).isEqualTo(all - 1);
        buffer.round(0, false);
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void keptWhileTheReceiverIsStalled() {
        int all = free();
        BulkBuffer buffer = newBuffer();
        buffer.round(MUCH, false);
        buffer.round(LITTLE, true);
        assertThat(free()).isEqualTo(all - 1);
        buffer.release();
        buffer.release();
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void notTakenForAStalledReceiver() {
        int all = free();
        newBuffer().round(MUCH, true);
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void limitedPerEventLoop() {
        int all = free();
        Stream.generate(this::newBuffer).limit(all + 5L).forEach(buffer -> buffer.round(MUCH, false));
        assertThat(free()).isZero();
    }

    @Test
    void usedByRelaysOnly() {
        int all = free();
        new BulkBuffer(buffers, new EmbeddedChannel()).round(MUCH, false);
        assertThat(free()).isEqualTo(all);
    }
}
