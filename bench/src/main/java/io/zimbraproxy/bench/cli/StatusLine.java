package io.zimbraproxy.bench.cli;

/** The current step, on one line of the terminal. The start script sets {@code bench.terminal} if there is a terminal. */
final class StatusLine {
    private final boolean terminal = Boolean.getBoolean("bench.terminal");

    void show(String step) {
        if (terminal) {
            System.err.print("\r" + step + "\033[K");
        }
    }

    void clear() {
        show("");
    }
}
