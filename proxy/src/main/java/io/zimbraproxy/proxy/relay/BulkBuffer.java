package io.zimbraproxy.proxy.relay;

import io.netty.channel.Channel;

/** Lets one direction of a relay read large blocks while it moves bulk, and the other side takes it. */
final class BulkBuffer {
    /** In bytes. */
    static final int BLOCK = 2 * 1024 * 1024;

    /** In one round of reads: more is bulk, and less than a part of it is not any more. */
    private static final int BULK = RelayReads.USUAL_MOST;

    private static final int END_OF_BULK = BULK / 8;

    private final BulkBuffers lanes;
    private final RelayReads reads;
    private boolean taken;

    /** For what is read from a channel. */
    BulkBuffer(BulkBuffers lanes, Channel from) {
        this.lanes = lanes;
        reads = from.config().getRecvByteBufAllocator() instanceof RelayReads own ? own : null;
    }

    /** A round of reads has brought so many bytes; {@code stalled}: the other side has not taken them yet. */
    void round(int bytes, boolean stalled) {
        if (reads == null) {
            return;
        }
        if (!taken && bytes >= BULK && !stalled && lanes.take()) {
            taken = true;
            reads.most(BLOCK);
        } else if (taken && bytes < END_OF_BULK && !stalled) {
            leave();
        }
    }

    /** Nothing of a large block is left. */
    void leave() {
        if (taken) {
            taken = false;
            reads.most(RelayReads.USUAL_MOST);
            lanes.giveBack();
        }
    }
}
