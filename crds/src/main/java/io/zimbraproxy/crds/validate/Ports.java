package io.zimbraproxy.crds.validate;

/** Rules for port numbers at the end of a text, beyond the digit check of {@link Form}. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Reports a text such as {@code host:70000} whose digits after the last colon, at most five, are not a port. */
    static void check(Problems at, String text) {
        int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
        if (port < 1 || port > HIGHEST) {
            at.add("has no valid port", text, "give a port from 1 to " + HIGHEST);
        }
    }
}
