package io.zimbraproxy.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the size of the next read. */
class RelayReadsTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final RelayReads reads = new RelayReads();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ExtendedHandle handle = reads.newHandle();

    @AfterEach
    void close() {
        channel.close();
    }

    /** Makes one read in a round. Returns its size. */
    private int read(int available) {
        handle.reset(channel.config());
        int size = handle.guess();
        handle.attemptedBytesRead(size);
        handle.lastBytesRead(Math.min(size, available));
        handle.readComplete();
        return size;
    }

    @Test
    void growsWhileReadsAreFull() {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sizes.add(read(ALL));
        }
        assertThat(sizes).isSorted().startsWith(2048).endsWith(RelayReads.USUAL_LIMIT);
    }

    @Test
    void shrinksWhileReadsAreShort() {
        for (int i = 0; i < 8; i++) {
            read(ALL);
        }
        for (int i = 0; i < 30; i++) {
            read(20);
        }
        assertThat(read(20)).isEqualTo(512);
        assertThat(read(20)).isEqualTo(512);
    }

    @Test
    void oneShortReadDoesNotShrink() {
        for (int i = 0; i < 8; i++) {
            read(ALL);
        }
        read(20);
        assertThat(read(ALL)).isEqualTo(RelayReads.USUAL_LIMIT);
    }

    @Test
    void reachesTheLimit() {
        reads.limit(BulkBuffer.BLOCK);
        for (int i = 0; i < 12; i++) {
            read(ALL);
        }
        assertThat(read(ALL)).isEqualTo(BulkBuffer.BLOCK);
        reads.limit(RelayReads.USUAL_LIMIT);
        assertThat(read(ALL)).isEqualTo(RelayReads.USUAL_LIMIT);
    }
}
