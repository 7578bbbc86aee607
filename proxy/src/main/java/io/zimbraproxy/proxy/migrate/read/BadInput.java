package io.zimbraproxy.proxy.migrate.read;

/** Invalid input; the message is {@code place: what is wrong; what to do} and contains no value of the input. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    BadInput(String place, String problem, String advice) {
        super(MessageText.line(place) + ": " + problem + "; " + advice);
    }
}
