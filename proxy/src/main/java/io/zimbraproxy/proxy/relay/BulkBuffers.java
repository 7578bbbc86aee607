package io.zimbraproxy.proxy.relay;

/**
 * Limits how many relays of an event loop read large blocks, because each of them may stall with a block in memory. All methods must be
 * called on the event loop.
 */
final class BulkBuffers {
    private static final int MAX = 16;

    private int taken;

    /** Takes a buffer. Returns false if all are taken. */
    boolean take() {
        if (taken == MAX) {
            return false;
        }
        taken++;
        return true;
    }

    /** Returns a taken buffer. */
    void release() {
        taken--;
    }
}
