package io.zimbraproxy.proxy.route;

/** The kinds of web clients. A mailbox server may have a port for each. */
public enum Audience {
    USERS(""),
    ADMINISTRATORS("admin=1;"),
    ZX("zx=1;");

    private final String keyPart;

    Audience(String keyPart) {
        this.keyPart = keyPart;
    }

    /** Returns the part of a route's cache key before {@code id=}, for example {@code admin=1;}. */
    public String keyPart() {
        return keyPart;
    }
}
