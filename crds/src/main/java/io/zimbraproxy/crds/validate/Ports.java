package io.zimbraproxy.crds.validate;

/** Port numbers that stand in a text, beyond the digits that {@link Form} lets pass. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Reports {@code text} when {@code digits}, up to five of them, are not a port. */
    static void check(Problems at, String text, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST) {
            at.add("has no valid port", text, "give a port from 1 to " + HIGHEST);
        }
    }
}
