package io.zimbraproxy.proxy.relay;

/** How many relays of an event loop may read their largest blocks: as each of them may stall with one in memory, they are few. */
final class BulkBuffers {
    private static final int MOST = 16;

    private int taken;

    /** One of them, which is to be given back; false when there is none. */
    boolean take() {
        if (taken == MOST) {
            return false;
        }
        taken++;
        return true;
    }

    void giveBack() {
        taken--;
    }
}
