package io.zimbraproxy.proxy.relay;

import io.zimbraproxy.proxy.observe.CloseCause;

/** Told once, on the event loop, when a relay ends; {@code fromClient} and {@code fromUpstream} are bytes. */
@FunctionalInterface
public interface RelayEnd {
    void ended(CloseCause cause, long fromClient, long fromUpstream);
}
