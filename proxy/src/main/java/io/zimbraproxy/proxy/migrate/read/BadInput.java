package io.zimbraproxy.proxy.migrate.read;

/** Input that cannot be used; the message says where, what is wrong and what to do, and holds no value of the input. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    BadInput(String where, String what, String todo) {
        super(OneLine.of(where) + ": " + what + "; " + todo);
    }
}
