package io.zimbraproxy.proxy.relay;

import io.zimbraproxy.proxy.observe.CloseCause;

/** A listener for the end of a relay. */
@FunctionalInterface
public interface RelayEnd {
    /** Handles the end. Called once, on the event loop; {@code fromClient} and {@code fromUpstream} are bytes. */
    void ended(CloseCause cause, long fromClient, long fromUpstream);
}
