package io.zimbraproxy.proxy.listener;

import io.vertx.core.Future;

/** One port on one event loop. */
interface LoopListener {
    /** Begins to listen; the future has the port. */
    Future<Integer> open();
}
