package io.zimbraproxy.proxy.relay;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Lets one direction of a relay read large blocks while it transfers much data and the receiver keeps up. */
final class BulkBuffer {
    /** The size of a large block in bytes. */
    static final int BLOCK = 2 * 1024 * 1024;

    /** Bytes in one round of reads with which large blocks begin, and below which they end. */
    private static final int BEGIN_BYTES = RelayReads.USUAL_LIMIT;

    private static final int END_BYTES = BEGIN_BYTES / 8;

    private final BulkBuffers buffers;
    private final @Nullable RelayReads reads;
    private boolean taken;

    /** Creates the buffer of a channel's reads. It does nothing if the channel has no {@link RelayReads}. */
    BulkBuffer(BulkBuffers buffers, Channel from) {
        this.buffers = buffers;
        reads = from.config().getRecvByteBufAllocator() instanceof RelayReads own ? own : null;
    }

    /** Handles the end of a round of reads with so many bytes. {@code stalled}: the receiver has not accepted all of them yet. */
    void round(int bytes, boolean stalled) {
        if (reads == null) {
            return;
        }
        if (!taken && bytes >= BEGIN_BYTES && !stalled && buffers.take()) {
            taken = true;
            reads.limit(BLOCK);
        } else if (taken && bytes < END_BYTES && !stalled) {
            release();
        }
    }

    /** Ends large blocks. Must be called when no bytes of a large block are in memory. */
    void release() {
        if (taken && reads != null) {
            taken = false;
            reads.limit(RelayReads.USUAL_LIMIT);
            buffers.release();
        }
    }
}
