package io.zimbraproxy.proxy.route;

/** For whom a mailbox server's web port is asked: they may have ports of their own (facts, sections 2.2 and 3.1). */
public enum Audience {
    USERS(""),
    ADMINISTRATORS("admin=1;"),
    ZX("zx=1;");

    private final String keyPart;

    Audience(String keyPart) {
        this.keyPart = keyPart;
    }

    /** What stands before {@code id=} in the key of a route. */
    public String keyPart() {
        return keyPart;
    }
}
