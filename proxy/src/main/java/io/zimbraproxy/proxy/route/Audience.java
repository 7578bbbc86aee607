package io.zimbraproxy.proxy.route;

/** For whom a mailbox server's web port is asked: they may have ports of their own (facts, sections 2.2 and 3.1). */
public enum Audience {
    USERS("", null),
    ADMINISTRATORS("admin=1;", "Auth-Zimbra-Admin"),
    ZX("zx=1;", "Auth-Zimbra-Zx");

    private final String keyPart;
    private final String lookupHeader;

    Audience(String keyPart, String lookupHeader) {
        this.keyPart = keyPart;
        this.lookupHeader = lookupHeader;
    }

    /** What stands before {@code id=} in the key of a route. */
    public String keyPart() {
        return keyPart;
    }

    /** The header that says so to the lookup handler; null for none. */
    public String lookupHeader() {
        return lookupHeader;
    }
}
