package io.zimbraproxy.proxy.lifecycle;

import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/** What the process does on signals. */
final class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);

    private Signals() {}

    /** SIGHUP reloads. The first SIGTERM or SIGINT begins to drain, so that the process ends with 0; another one ends the drain. */
    static void install(Drain drain, Runnable reload) {
        on("TERM", () -> drain.ask(true));
        // Somebody at a terminal, before whom there is no load balancer.
        on("INT", () -> drain.ask(false));
        on("HUP", reload);
    }

    /** The JDK's only way to be told of a signal is a class that the compiler does not let us name without a warning. */
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
            LOG.warn("SIG" + name + " keeps its usual meaning: " + unavailable);
        }
    }
}
