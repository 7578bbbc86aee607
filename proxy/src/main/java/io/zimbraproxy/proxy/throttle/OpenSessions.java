package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.proxy.net.Networks;

/** Limits the number of open mail sessions per client address and per account. Safe for all threads. */
public final class OpenSessions {
    private final LimitTable limits;
    private final Networks exempt;
    private final SessionCounter counter;

    public OpenSessions(LimitTable limits, SessionCounter counter) {
        this.limits = limits;
        this.counter = counter;
        exempt = new Networks(limits.general().exempt());
    }

    /** Creates the slots of one session. It holds none yet. */
    public SessionSlots newSlots() {
        return new SessionSlots(limits, exempt, counter);
    }
}
