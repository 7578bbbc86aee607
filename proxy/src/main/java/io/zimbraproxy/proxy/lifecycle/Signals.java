package io.zimbraproxy.proxy.lifecycle;

import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/** Handles SIGTERM, SIGINT and SIGHUP. */
final class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);

    private Signals() {}

    /** Reloads on SIGHUP. Drains on the first SIGTERM or SIGINT, and exits with 0. A second signal ends the remaining sessions at once. */
    static void install(Drain drain, Runnable reload) {
        on("TERM", () -> drain.request(true));
        // SIGINT comes from a terminal, where no load balancer has to notice first.
        on("INT", () -> drain.request(false));
        on("HUP", reload);
    }

    /** Uses reflection, because the compiler warns of the only class by which the JDK reports signals. */
    private static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object adapter = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), adapter);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            LOG.warn("cannot handle SIG" + name + ", which keeps its default effect: " + unavailable);
        }
    }
}
