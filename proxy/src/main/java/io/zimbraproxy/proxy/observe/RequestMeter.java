package io.zimbraproxy.proxy.observe;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts and times the web requests of one listener, by the class of their status. */
public final class RequestMeter {
    private final Timer[] byClass;

    RequestMeter(Timer[] byClass) {
        this.byClass = byClass;
    }

    /** Records a response; {@code status} is the one that the client received. */
    public void count(int status, long nanos) {
        byClass[status / 100 - 1].record(nanos, TimeUnit.NANOSECONDS);
    }
}
