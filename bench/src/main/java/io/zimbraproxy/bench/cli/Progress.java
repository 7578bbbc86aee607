package io.zimbraproxy.bench.cli;

/** What happens now, on one line of a terminal; whether there is one, the start script knows. */
final class Progress {
    private final boolean terminal = Boolean.getBoolean("bench.terminal");

    void say(String what) {
        if (terminal) {
            System.err.print("\r" + what + "\033[K");
        }
    }

    void clear() {
        say("");
    }
}
