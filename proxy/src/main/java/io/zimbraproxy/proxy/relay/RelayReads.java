package io.zimbraproxy.proxy.relay;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The size of one channel's reads. It grows while reads are full, and shrinks while they are half empty. Large reads need fewer system
 * calls; a {@link BulkBuffer} allows the largest ones.
 *
 * <p>Each channel needs its own object, set before the first read, because Netty keeps its first choice. All methods must be called on the
 * channel's event loop.
 */
public final class RelayReads extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int MIN = 512;
    private static final int FIRST = 2048;
    private static final int GROWTH = 4;
    /** The largest read without a {@link BulkBuffer}; a stalled receiver may leave this much in memory. */
    static final int USUAL_LIMIT = 256 * 1024;

    private int next = FIRST;
    private int limit = USUAL_LIMIT;
    private boolean halfEmpty;

    /** Sets the largest read in bytes. */
    void limit(int bytes) {
        limit = bytes;
        next = Math.min(next, limit);
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new ReadHandle();
    }

    /** Adapts the size to the number of bytes in the last read or round. */
    private void adapt(int bytes) {
        if (bytes >= next) {
            next = Math.min(limit, next * GROWTH);
            halfEmpty = false;
        } else if (bytes > next / 2) {
            halfEmpty = false;
        } else if (halfEmpty) {
            next = Math.max(MIN, next / 2);
            halfEmpty = false;
        } else {
            halfEmpty = true;
        }
    }

    private final class ReadHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return next;
        }

        @Override
        public void lastBytesRead(int bytes) {
            // Within a round, the size only grows, because the last read of a round has only the rest of the data.
            if (bytes > 0 && bytes == attemptedBytesRead()) {
                adapt(bytes);
            }
            super.lastBytesRead(bytes);
        }

        @Override
        public void readComplete() {
            adapt(totalBytesRead());
        }
    }
}
