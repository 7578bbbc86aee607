package io.zimbraproxy.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may read the largest blocks. */
class BulkBufferTest {
    private static final int MUCH = RelayReads.USUAL_MOST;
    private static final int LITTLE = 100;

    private final BulkBuffers lanes = new BulkBuffers();

    private BulkBuffer lane() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setRecvByteBufAllocator(new RelayReads());
        return new BulkBuffer(lanes, channel);
    }

    /** How many more there is room for. */
    private int free() {
        int free = 0;
        while (lanes.take()) {
            free++;
        }
        for (int i = 0; i < free; i++) {
            lanes.giveBack();
        }
        return free;
    }

    @Test
    void isTakenForBulkAndLeftAfterIt() {
        int all = free();
        BulkBuffer lane = lane();
        lane.round(LITTLE, false);
        assertThat(free()).isEqualTo(all);
        lane.round(MUCH, false);
        lane.round(MUCH, false);
        assertThat(free()).isEqualTo(all - 1);
        lane.round(LITTLE, false);
        lane.round(LITTLE, false);
        assertThat(free()).isEqualTo(all);
    }

    /** The last round of a message may be a large one. */
    @Test
    void isLeftByWhoRests() {
        int all = free();
        BulkBuffer lane = lane();
        lane.round(MUCH, false);
        lane.round(0, true);
        assertThat(free()).isEqualTo(all - 1);
        lane.round(0, false);
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void isKeptWhileABlockWaitsForAStalledReader() {
        int all = free();
        BulkBuffer lane = lane();
        lane.round(MUCH, false);
        lane.round(LITTLE, true);
        assertThat(free()).isEqualTo(all - 1);
        lane.leave();
        lane.leave();
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void isNotForStalledReaders() {
        int all = free();
        lane().round(MUCH, true);
        assertThat(free()).isEqualTo(all);
    }

    @Test
    void areFew() {
        int all = free();
        Stream.generate(this::lane).limit(all + 5L).forEach(lane -> lane.round(MUCH, false));
        assertThat(free()).isZero();
    }

    @Test
    void isForRelaysOnly() {
        int all = free();
        new BulkBuffer(lanes, new EmbeddedChannel()).round(MUCH, false);
        assertThat(free()).isEqualTo(all);
    }
}
