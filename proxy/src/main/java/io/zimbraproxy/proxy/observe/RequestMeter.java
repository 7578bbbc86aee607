package io.zimbraproxy.proxy.observe;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts the web requests of one listener, by the class of their status; found once, not for each request. */
public final class RequestMeter {
    private final Timer[] byClass;

    RequestMeter(Timer[] byClass) {
        this.byClass = byClass;
    }

    /** A request was answered with this status, as the client saw it. */
    public void count(int status, long nanos) {
        byClass[status / 100 - 1].record(nanos, TimeUnit.NANOSECONDS);
    }
}
