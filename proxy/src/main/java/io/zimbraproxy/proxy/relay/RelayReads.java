package io.zimbraproxy.proxy.relay;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How much one channel reads at once: little from those that say little, more and more from those that always have more. Every block
 * costs a receive and a send, so large ones are what makes bulk cheap; the largest only while a {@link BulkBuffer} allows them.
 *
 * <p>One for each channel, to be set before its first read, with which Netty makes up its mind. On the channel's event loop.
 */
public final class RelayReads extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 512;
    private static final int FIRST = 2048;
    private static final int GROWTH = 4;
    /** So much a stalled reader may leave in memory. */
    static final int USUAL_MOST = 256 * 1024;

    private int next = FIRST;
    private int most = USUAL_MOST;
    private boolean halfEmpty;

    /** Reads up to so many bytes at once from now on. */
    void most(int bytes) {
        most = bytes;
        next = Math.min(next, most);
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new ReadHandle();
    }

    /** What a read of {@code next} bytes has brought says how large the one after is to be. */
    private void learn(int bytes) {
        if (bytes >= next) {
            next = Math.min(most, next * GROWTH);
            halfEmpty = false;
        } else if (bytes > next / 2) {
            halfEmpty = false;
        } else if (halfEmpty) {
            next = Math.max(LEAST, next / 2);
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
            // Within a round only growth: the last read of it is what is left over.
            if (bytes > 0 && bytes == attemptedBytesRead()) {
                learn(bytes);
            }
            super.lastBytesRead(bytes);
        }

        @Override
        public void readComplete() {
            learn(totalBytesRead());
        }
    }
}
